package dev.groundplan.form;

import java.util.List;

/** The answer to a changed field: its messages, and which conditional fields are asked for now. */
public record FieldCheckView(List<Message> messages, List<Condition> conditions) {
    /**
     * @param id of the element that shows the problems
     */
    public record Message(String id, List<String> problems) {}

    /**
     * @param id of the element before a conditional field
     */
    public record Condition(String id, String terms, boolean shown) {}
}
