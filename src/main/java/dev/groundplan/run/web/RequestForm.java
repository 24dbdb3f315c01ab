package dev.groundplan.run.web;

import dev.groundplan.catalog.TemplateVersion;
import dev.groundplan.environment.Environment;
import dev.groundplan.environment.Revision;
import dev.groundplan.form.Known;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request as it is being filled in.
 *
 * @param environment what is changed; null for a new one
 * @param present its present values; null for a new one
 * @param values as typed, secrets in clear
 * @param problems of the fields outside of the template's form, by name
 */
record RequestForm(
        TemplateVersion template,
        @Nullable Environment environment,
        @Nullable Revision present,
        Place place,
        ObjectNode values,
        Map<String, String> problems) {

    /** Where it is to live, and why. */
    record Place(
            String team,
            String tier,
            String name,
            String reason,
            boolean planOnly,
            boolean supersede) {}

    boolean changes() {
        return environment != null && environment.appliedRevision() != null;
    }

    Known known() {
        return present == null || !changes() ? Known.nothing() : Known.previous(present.values());
    }

    RequestForm with(ObjectNode newValues) {
        return new RequestForm(template, environment, present, place, newValues, problems);
    }

    RequestForm refused(Map<String, String> newProblems) {
        return new RequestForm(template, environment, present, place, values, newProblems);
    }

    String url() {
        return environment == null
                ? "/environments/new"
                : "/environments/" + environment.id() + "/change";
    }

    String cancelUrl() {
        return environment == null
                ? "/catalog/" + template.template()
                : "/environments/" + environment.id();
    }

    List<String> next(String approvers) {
        return List.of(
                "The portal plans the change. Nothing is made yet.",
                approvers + " reviews the plan and approves or rejects it.",
                "A worker applies exactly that plan, and you watch it live.");
    }
}
