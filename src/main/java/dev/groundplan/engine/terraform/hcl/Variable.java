package dev.groundplan.engine.terraform.hcl;

import dev.groundplan.engine.terraform.hcl.Body.Attribute;
import dev.groundplan.engine.terraform.hcl.Body.Block;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@code variable} block. */
record Variable(
        String name,
        int line,
        @Nullable Attribute type,
        @Nullable Expression standard,
        @Nullable String description,
        boolean sensitive,
        boolean ephemeral,
        boolean nullable,
        List<Validation> validations) {

    /**
     * {@code condition} is null when it is missing, {@code message} also when it is not written
     * out.
     */
    record Validation(@Nullable Expression condition, @Nullable String message) {}

    static Variable of(Block block) {
        var body = block.body();
        return new Variable(
                block.label(0),
                block.line(),
                body.attributes().get("type"),
                body.value("default"),
                Literals.text(body.value("description")).orElse(null),
                Literals.isTrue(body.value("sensitive")),
                Literals.isTrue(body.value("ephemeral")),
                !Literals.isFalse(body.value("nullable")),
                validations(body));
    }

    private static List<Validation> validations(Body body) {
        return body.blocks("validation").stream().map(Variable::validation).toList();
    }

    private static Validation validation(Block block) {
        return new Validation(
                block.body().value("condition"),
                Literals.text(block.body().value("error_message")).orElse(null));
    }

    boolean secret() {
        return sensitive || ephemeral;
    }
}
