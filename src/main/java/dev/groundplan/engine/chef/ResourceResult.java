package dev.groundplan.engine.chef;

import dev.groundplan.engine.configuration.Item;
import dev.groundplan.engine.tool.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What became of one resource's action.
 *
 * @param texts what Chef says that it does
 * @param diff the lines of a difference between two files; empty when there is none
 * @param assumed what a check took for granted, since it was not so yet
 * @param message why it failed or was passed over, or what it says; empty when nothing
 * @param before the properties that it found
 * @param after the properties that the recipe says
 */
record ResourceResult(
        Id id,
        Status status,
        boolean sensitive,
        boolean ignored,
        List<String> texts,
        List<String> diff,
        List<String> assumed,
        String message,
        JsonNode before,
        JsonNode after) {
    /** They speak, or they are about the run itself. */
    private static final Set<String> QUIET = Set.of("log", "breakpoint", "chef_sleep", "ohai");

    enum Status {
        OK,
        UPDATED,
        SKIPPED,
        /** Its provider can't be checked. */
        BYPASSED,
        FAILED,
        /** The run was stopped in the middle of it. */
        INTERRUPTED
    }

    /** Names an action of a resource; a resource of the same type and name is the same one. */
    record Id(String host, String type, String name, String action) {
        static Id of(JsonNode event) {
            return new Id(
                    Json.text(event, "host"),
                    Json.text(event, "type"),
                    Json.text(event, "name"),
                    Json.text(event, "action"));
        }

        String resource() {
            return type + "[" + name + "]";
        }

        String address() {
            return host + " · " + resource() + " " + action;
        }
    }

    static ResourceResult of(JsonNode event) {
        return new ResourceResult(
                Id.of(event),
                status(Json.text(event, "status")),
                event.path("sensitive").asBoolean(false),
                event.path("ignored").asBoolean(false),
                texts(event.path("texts")),
                texts(event.path("diff")),
                texts(event.path("assumed")),
                Json.text(event, "message"),
                event.path("before"),
                event.path("after"));
    }

    private static Status status(String text) {
        return Stream.of(Status.values())
                .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElse(Status.INTERRUPTED);
    }

    private static List<String> texts(JsonNode texts) {
        return texts.valueStream().map(text -> text.asString("")).toList();
    }

    /** The same resource and action, run once more: a notification does that. */
    ResourceResult after(ResourceResult earlier) {
        boolean same = !failed() && !earlier.failed();
        var worse = earlier.failed() || same && earlier.status == Status.UPDATED;
        return new ResourceResult(
                id,
                worse ? earlier.status : status,
                sensitive || earlier.sensitive,
                ignored && earlier.ignored,
                joined(earlier.texts, texts),
                earlier.diff.isEmpty() ? diff : earlier.diff,
                joined(earlier.assumed, assumed),
                worse ? earlier.message : message,
                earlier.before,
                after);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        var all = new ArrayList<>(first);
        second.stream().filter(text -> !first.contains(text)).forEach(all::add);
        return all;
    }

    Item item() {
        boolean touched = status == Status.UPDATED || failed() && !quiet();
        boolean kept = (status == Status.OK || status == Status.UPDATED) && !quiet();
        return new Item(id.address(), id.host(), id.resource(), id.type(), failed(), touched, kept);
    }

    boolean quiet() {
        return QUIET.contains(id.type());
    }

    boolean failed() {
        return status == Status.INTERRUPTED || status == Status.FAILED && !ignored;
    }

    /** Its message as one line; empty when it has none. */
    String sentence() {
        return message.strip().lines().findFirst().orElse("");
    }
}
