package dev.groundplan.engine.terraform;

import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.ToolFolder;
import dev.groundplan.engine.tool.Json;
import java.io.IOException;
import java.nio.file.Files;

/**
 * What a plan was made on, kept beside the plan file.
 *
 * @param state identity of the state; empty when there was none
 * @param ephemeral whether the apply needs the values that the plan file leaves out
 */
record Seal(String state, boolean ephemeral) {
    private static final String NAME = "plan.json";

    static Seal read(StepJob job) throws IOException {
        return Json.MAPPER.readValue(
                Files.readAllBytes(job.dir().sealed().resolve(NAME)), Seal.class);
    }

    /** After the plan, so what the template ran may have put a link in the way. */
    void write(StepJob job) throws IOException {
        var path = job.dir().run().relativize(job.dir().sealed()) + "/" + NAME;
        new ToolFolder(job.dir().run()).write(path, Json.MAPPER.writeValueAsBytes(this));
    }

    static String stateOf(StepJob job) throws IOException {
        return StateFile.read(job.dir()).map(StateFile::identity).orElse("");
    }
}
