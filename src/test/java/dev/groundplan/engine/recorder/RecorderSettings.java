package dev.groundplan.engine.recorder;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run's values tell the recorder to do.
 *
 * @param millis pause before each change
 * @param gapMillis pause between a change and the state that knows it
 * @param failAt number of the change it fails before; 0 never, -1 while planning
 * @param chatter lines printed after each change
 * @param hang PLAN or APPLY to hang there without a word, DEAF to do that in an apply that hears no
 *     SIGINT, SLOW to take its time when it is asked to stop, or empty
 * @param shell lines for the shell, to misbehave in whatever way; they may look at $phase
 */
record RecorderSettings(
        String prefix,
        int count,
        String content,
        int millis,
        int planMillis,
        int gapMillis,
        int failAt,
        int chatter,
        String hang,
        String shell,
        boolean inline) {

    static RecorderSettings of(ObjectNode values) {
        return new RecorderSettings(
                values.path("prefix").asString("thing"),
                values.path("count").asInt(1),
                values.path("content").asString("x"),
                values.path("millis").asInt(0),
                values.path("plan_millis").asInt(0),
                values.path("gap_millis").asInt(0),
                values.path("fail_at").asInt(0),
                values.path("chatter").asInt(1),
                values.path("hang").asString(""),
                values.path("shell").asString(""),
                values.path("inline").asBoolean(true));
    }

    static ObjectNode schema(JsonMapper json) {
        var schema = json.createObjectNode().put("type", "object");
        var properties = schema.putObject("properties");
        for (var name : new String[] {"prefix", "content", "hang", "shell"}) {
            properties.putObject(name).put("type", "string");
        }
        for (var name :
                new String[] {
                    "count", "millis", "plan_millis", "gap_millis", "fail_at", "chatter"
                }) {
            properties.putObject(name).put("type", "integer");
        }
        properties.putObject("inline").put("type", "boolean");
        properties.putObject("secret").put("type", "string").put("writeOnly", true);
        return schema;
    }
}
