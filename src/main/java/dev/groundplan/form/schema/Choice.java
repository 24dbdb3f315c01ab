package dev.groundplan.form.schema;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One value of a choice.
 *
 * @param token stands for the value in the browser
 * @param description empty when there is none
 */
public record Choice(String token, String label, String description, JsonNode value) {

    public static Optional<Choice> byToken(List<Choice> choices, String token) {
        return choices.stream().filter(choice -> choice.token().equals(token)).findFirst();
    }

    public static Optional<Choice> byValue(List<Choice> choices, JsonNode value) {
        return choices.stream().filter(choice -> Json.same(choice.value(), value)).findFirst();
    }
}
