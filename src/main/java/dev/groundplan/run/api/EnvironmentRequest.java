package dev.groundplan.run.api;

import static java.util.Objects.requireNonNullElse;

import dev.groundplan.form.ValueProblem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A new environment as a program asks for it; what was not sent is empty. */
record EnvironmentRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Name of the template.")
                String template,
        @Schema(description = "Its version; the current one when absent.") @Nullable String version,
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        description = "Name of the team that will own it.")
                String team,
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        description = "Where it lives, such as `dev`.")
                String tier,
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        description = "Unique in the team: small letters, digits, dashes.")
                String name,
        @Schema(type = "object", description = "As the template's `parameters` describe them.")
                ObjectNode values,
        @Schema(description = "Why, for the people who decide.") String reason,
        @Schema(description = "Only plan: nothing is made.") Boolean planOnly) {

    EnvironmentRequest(
            @Nullable String template,
            @Nullable String version,
            @Nullable String team,
            @Nullable String tier,
            @Nullable String name,
            @Nullable ObjectNode values,
            @Nullable String reason,
            @Nullable Boolean planOnly) {
        this.template = requireNonNullElse(template, "");
        this.version = version;
        this.team = requireNonNullElse(team, "");
        this.tier = requireNonNullElse(tier, "");
        this.name = requireNonNullElse(name, "");
        this.values = requireNonNullElse(values, JsonNodeFactory.instance.objectNode());
        this.reason = requireNonNullElse(reason, "");
        this.planOnly = requireNonNullElse(planOnly, false);
    }

    void refuseIncomplete() {
        List<ValueProblem> missing = new ArrayList<>();
        require("/template", template, missing);
        require("/team", team, missing);
        require("/tier", tier, missing);
        require("/name", name, missing);
        if (!missing.isEmpty()) {
            throw new InvalidInputException(missing);
        }
    }

    private static void require(String pointer, String value, List<ValueProblem> missing) {
        if (value.isBlank()) {
            missing.add(new ValueProblem(pointer, "Is required."));
        }
    }
}
