package dev.groundplan.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.StepPlan;
import dev.groundplan.engine.tool.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tool at hand can't be made to say. */
class PlanReaderTests {
    @Test
    void readsDriftApartFromChanges() {
        var plan =
                read(
                        """
                        {"resource_drift": [{"address": "x.a", "type": "x", "name": "a", "change": {"actions": ["update"],
                           "before": {"size": 1, "id": "i"}, "after": {"size": 2, "id": "i"}, "after_unknown": {}}},
                          {"address": "x.b", "type": "x", "name": "b", "change": {"actions": ["delete"],
                           "before": {"id": "j"}, "after": null, "after_unknown": {}}}],
                         "resource_changes": [{"address": "x.a", "type": "x", "name": "a", "change": {"actions": ["no-op"]}}]}
                        """);

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.drift())
                .extracting("action")
                .containsExactly(ChangeAction.UPDATE, ChangeAction.DELETE);
        assertThat(plan.drift().get(1).after()).isNull();
        assertThat(plan.changesNothing()).isTrue();
    }

    @Test
    void keepsDeposedObjectsApartFromTheirSuccessor() {
        var plan =
                read(
                        """
                        {"resource_changes": [
                          {"address": "x.a", "type": "x", "name": "a", "change": {"actions": ["update"], "before": {}, "after": {}}},
                          {"address": "x.a", "deposed": "0f1e2d3c", "type": "x", "name": "a", "change": {"actions": ["delete"], "before": {}}}]}
                        """);

        assertThat(plan.changes())
                .extracting("address")
                .containsExactly("x.a", "x.a (deposed 0f1e2d3c)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "x; delete,create; triggers; REPLACE",
                "null_resource; delete,create; triggers; RUN",
                "null_resource; create,delete; triggers; RUN",
                "terraform_data; delete,create; triggers_replace; RUN",
                "terraform_data; delete,create; other; REPLACE",
                "x; create; other; CREATE",
                "x; forget; other; FORGET",
                "x; read; other; READ",
                "x; something-new; other; ERROR"
            })
    void tellsWhatHappens(String type, String actions, String path, ChangeAction expected) {
        var plan =
                read(
                        """
                        {"resource_changes": [{"address": "x.a", "type": "%s", "name": "a", "change": {"actions": ["%s"],
                          "before": {}, "after": {}, "replace_paths": [["%s", 0, "deep"]]}}]}
                        """
                                .formatted(type, actions.replace(",", "\", \""), path));

        assertThat(plan.changes()).singleElement().extracting("action").isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; RUN",
                "{\"input\": null}; RUN",
                "{\"input\": {\"size\": \"small\"}}; REPLACE"
            })
    void callsAFollowerThatHoldsSomethingAReplacement(String before, ChangeAction expected) {
        var plan =
                read(
                        """
                        {"resource_changes": [{"address": "x.a", "type": "terraform_data", "name": "a",
                          "action_reason": "replace_by_triggers",
                          "change": {"actions": ["delete", "create"], "before": %s, "after": {}}}]}
                        """
                                .formatted(before));

        assertThat(plan.changes()).singleElement().extracting("action").isEqualTo(expected);
    }

    @Test
    void saysWhyInPlainWords() {
        var plan =
                read(
                        """
                        {"resource_changes": [
                          {"address": "x.a", "type": "x", "name": "a", "action_reason": "replace_because_tainted",
                            "change": {"actions": ["delete", "create"], "before": {}, "after": {}}},
                          {"address": "x.b", "type": "x", "name": "b", "action_reason": "delete_because_of_the_moon",
                            "change": {"actions": ["delete"], "before": {}}}]}
                        """);

        assertThat(plan.changes())
                .extracting("reason")
                .containsExactly("An earlier run left it half-made.", "delete because of the moon");
    }

    @Test
    void knowsNoValueOfAnOutputThatIsPartlyUnknownOrGone() {
        var plan =
                read(
                        """
                        {"output_changes": {
                          "part": {"actions": ["create"], "before": null, "after": {"a": 1}, "after_unknown": {"b": true}, "after_sensitive": {"a": true}},
                          "gone": {"actions": ["delete"], "before": 1, "after": null, "after_unknown": false},
                          "same": {"actions": ["no-op"], "before": 12345678901234567890.25, "after": 12345678901234567890.25, "after_unknown": false}}}
                        """);

        var part = plan.outputs().get(0);
        assertThat(part.known()).isFalse();
        assertThat(part.value()).isNull();
        assertThat(part.sensitive()).isTrue();
        assertThat(plan.outputs().get(1).value()).isNull();
        assertThat(plan.outputs().get(1).changed()).isTrue();
        assertThat(plan.outputs().get(2).changed()).isFalse();
        assertThat(plan.outputs().get(2).value()).hasToString("12345678901234567890.25");
    }

    @Test
    void saysWhenThePlanIsNotAll() {
        assertThat(read("{\"complete\": false}").complete()).isFalse();
        assertThat(read("{}").complete()).isTrue();
        assertThat(new PlanReader(Json.MAPPER.readTree("{\"errored\": true}")).errored()).isTrue();
    }

    private static StepPlan read(String json) {
        return new PlanReader(Json.MAPPER.readTree(json)).stepPlan(List.of(), "Terraform 1.11.4");
    }
}
