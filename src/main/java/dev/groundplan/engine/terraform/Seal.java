package dev.groundplan.engine.terraform;

import dev.groundplan.engine.StepJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a plan was made on, kept beside the plan file.
 *
 * @param state identity of the state; empty when there was none
 * @param ephemeral whether the apply needs the values that the plan file leaves out
 */
record Seal(String state, boolean ephemeral) {
    private static final String NAME = "plan.json";

    static Seal read(StepJob job) throws IOException {
        return Json.MAPPER.readValue(Files.readAllBytes(file(job)), Seal.class);
    }

    void write(StepJob job) throws IOException {
        Files.write(file(job), Json.MAPPER.writeValueAsBytes(this));
    }

    static String stateOf(StepJob job) throws IOException {
        return StateFile.read(job.dir().state()).map(StateFile::identity).orElse("");
    }

    private static Path file(StepJob job) {
        return job.dir().sealed().resolve(NAME);
    }
}
