package dev.groundplan.run;

import dev.groundplan.catalog.TemplateVersion;
import dev.groundplan.environment.Revision;
import dev.groundplan.form.Defaults;
import dev.groundplan.form.Known;
import dev.groundplan.form.Secrets;
import dev.groundplan.form.ValueValidator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Repeats every rule of a template's form on the server. {@link RunRequests} asks it for each
 * request, so values reach a revision no other way; pages ask it to show problems early.
 */
@Component
public class ValueCheck {
    private final ValueValidator validator;

    ValueCheck(ValueValidator validator) {
        this.validator = validator;
    }

    /**
     * The values as they are kept: with defaults, without what the form does not ask for.
     *
     * @param values full values; a secret in clear is new, one that is absent is kept, null removes
     *     it
     * @param previous what the environment has now; null for a new one
     * @return secrets that were kept are references, new ones are still in clear
     * @throws InvalidValuesException when a rule is broken
     */
    public ObjectNode check(
            TemplateVersion template, ObjectNode values, @Nullable Revision previous) {
        var form = template.descriptor().form();
        var known = previous == null ? Known.nothing() : Known.previous(previous.values());
        var filled = Defaults.fill(form, values);
        var problems = validator.validate(form, filled, known);
        if (!problems.isEmpty()) {
            throw new InvalidValuesException(problems);
        }
        return Secrets.carry(form, validator.visible(form, filled), known);
    }
}
