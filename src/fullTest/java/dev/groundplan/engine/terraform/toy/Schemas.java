package dev.groundplan.engine.terraform.toy;

/** What the toys look like to Terraform: the answer to {@code GetSchema}. */
final class Schemas {
    private static final int REQUIRED = 4;
    private static final int OPTIONAL = 5;
    private static final int COMPUTED = 6;
    private static final int SENSITIVE = 7;

    private Schemas() {}

    static Message all() {
        return new Message()
                .with(1, schema())
                .with(2, named(ToyHosts.TYPE, host()))
                .with(3, named("toy_fact", fact()));
    }

    private static Message host() {
        return schema(
                attribute("name", "string", REQUIRED),
                attribute("size", "string", OPTIONAL),
                attribute("slow", "number", OPTIONAL),
                attribute("token", "string", OPTIONAL).with(SENSITIVE, 1),
                attribute("id", "string", COMPUTED),
                attribute("ip", "string", COMPUTED));
    }

    private static Message fact() {
        return schema(attribute("key", "string", REQUIRED), attribute("value", "string", COMPUTED));
    }

    private static Message schema(Message... attributes) {
        var block = new Message();
        for (var attribute : attributes) {
            block.with(2, attribute);
        }
        return new Message().with(2, block);
    }

    private static Message attribute(String name, String type, int kind) {
        return new Message().with(1, name).with(2, '"' + type + '"').with(kind, 1);
    }

    /** An entry of a protobuf map. */
    private static Message named(String name, Message schema) {
        return new Message().with(1, name).with(2, schema);
    }
}
