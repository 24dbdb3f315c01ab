package dev.groundplan.engine.configuration;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepPlan;
import dev.groundplan.engine.ToolFolder;
import dev.groundplan.engine.tool.Binary;
import dev.groundplan.engine.tool.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a plan was made on, kept beside the inputs.
 *
 * @param state identity of the state; empty when there was none
 * @param essence what another check must say as well; before any masking
 * @param program path of the tool that made the plan; null when none did
 * @param acting addresses of what the plan changes; before any masking
 */
public record Seal(
        String state, List<String> essence, List<String> acting, @Nullable String program) {
    private static final String NAME = "plan.json";

    static Seal of(StepJob job, StepPlan plan, @Nullable Binary tool) throws IOException {
        var acting =
                plan.changes().stream()
                        .filter(change -> change.action().acts())
                        .map(Change::address)
                        .toList();
        var program = tool == null ? null : tool.path().toString();
        return new Seal(stateOf(job), essence(plan), acting, program);
    }

    static Seal read(StepJob job) throws IOException {
        return Json.MAPPER.readValue(
                Files.readAllBytes(job.dir().sealed().resolve(NAME)), Seal.class);
    }

    /** After the check, so what the template ran may have put a link in the way. */
    void write(StepJob job) throws IOException {
        var path = job.dir().run().relativize(job.dir().sealed()) + "/" + NAME;
        new ToolFolder(job.dir().run()).write(path, Json.MAPPER.writeValueAsBytes(this));
    }

    static String stateOf(StepJob job) throws IOException {
        return State.read(job.dir()).map(State::identity).orElse("");
    }

    /**
     * What two checks must have in common to be the same plan: hosts, tasks and what happens, in
     * any order, since hosts answer when they like. Texts may differ, such as a time in a file.
     */
    static List<String> essence(StepPlan plan) {
        return Stream.concat(plan.changes().stream(), plan.drift().stream())
                .map(Seal::essence)
                .sorted()
                .toList();
    }

    private static String essence(Change change) {
        return change.action() + " " + change.type() + " " + change.address();
    }
}
