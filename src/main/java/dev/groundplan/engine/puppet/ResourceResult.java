package dev.groundplan.engine.puppet;

import dev.groundplan.engine.configuration.Item;
import dev.groundplan.engine.tool.Json;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What became of one resource.
 *
 * @param reference as Puppet writes it, such as {@code File[/etc/motd]}; unique in a catalog
 * @param blocked something that it depends on failed
 * @param restarts it only was, or would be, refreshed
 * @param absent it is to be away
 * @param message the first reason of a failure, as one line; empty when there is none
 * @param properties that changed, or would: name to before and after
 * @param content of a file before and after; empty when it is not known
 */
record ResourceResult(
        String reference,
        String type,
        String title,
        boolean failed,
        boolean blocked,
        boolean skipped,
        boolean changed,
        boolean restarts,
        boolean absent,
        String message,
        JsonNode properties,
        JsonNode content) {
    /** They speak to who reads the log, or to the portal. */
    private static final Set<String> QUIET = Set.of("Notify", "Groundplan_output");

    static ResourceResult of(JsonNode event) {
        var said = event.path("messages").path(0).asString("");
        return new ResourceResult(
                Json.text(event, "resource"),
                Json.text(event, "type"),
                Json.text(event, "title"),
                event.path("failed").asBoolean(false),
                event.path("blocked").asBoolean(false),
                event.path("skipped").asBoolean(false),
                event.path("changed").asBoolean(false),
                event.path("restarts").asBoolean(false),
                event.path("absent").asBoolean(false),
                said.strip().lines().findFirst().orElse(""),
                event.path("properties"),
                event.path("content"));
    }

    String address() {
        return address(reference);
    }

    /** The same in a check and in the run itself. */
    static String address(String reference) {
        return Events.HOST + " · " + reference;
    }

    Item item() {
        boolean touched = changed || failed && !quiet();
        return new Item(
                address(),
                Events.HOST,
                title,
                type,
                failed || blocked,
                touched,
                !failed && !skipped && manages());
    }

    boolean quiet() {
        return QUIET.contains(type);
    }

    /** Whether it runs a command, which keeps nothing in a state. */
    boolean runs() {
        return type.equals("Exec");
    }

    private boolean manages() {
        return !quiet() && !runs() && !absent;
    }
}
