package dev.groundplan.worker;

import dev.groundplan.engine.Availability;
import dev.groundplan.engine.Engines;
import dev.groundplan.run.plan.PlanId;
import dev.groundplan.store.Digests;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The canonical list of everything a plan depends on; its digest is what people approve. Made once
 * when the plan is stored and once more from what is found right before the apply.
 */
@Component
class PlanManifest {
    private final Engines engines;
    private final JsonMapper json;

    PlanManifest(Engines engines, JsonMapper json) {
        this.engines = engines;
        this.json = json;
    }

    String of(PlanId plan, List<SealedStep> steps) {
        var manifest = json.createObjectNode().put("plan", plan.value().toString());
        var list = manifest.putArray("steps");
        steps.forEach(step -> list.add(step(step)));
        return manifest.toString();
    }

    static String digest(String manifest) {
        return Digests.of(manifest);
    }

    private ObjectNode step(SealedStep step) {
        var task = step.task();
        var node =
                json.createObjectNode().put("step", task.id()).put("intent", task.intent().name());
        node.put("template", task.template().digest());
        node.put("values", Digests.of(task.revision().values().toString()));
        node.put("engine", task.spec().engine().name());
        node.put("version", step.plan().engineVersion());
        node.put("tool", toolDigest(engines.get(task.spec().engine()).availability()));
        putState(node.putObject("state"), step);
        node.put(
                "changes",
                Digests.of(
                        json.writeValueAsString(
                                List.of(step.plan().changes(), step.plan().drift()))));
        node.put("outputs", Digests.of(json.writeValueAsString(step.plan().outputs())));
        var files = node.putObject("files");
        step.bundle().digests().forEach(files::put);
        return node;
    }

    private static void putState(ObjectNode node, SealedStep step) {
        var state = step.state();
        if (state != null) {
            node.put("lineage", state.lineage())
                    .put("serial", state.serial())
                    .put("digest", state.digest());
        }
    }

    private static @Nullable String toolDigest(Availability availability) {
        return availability.digest();
    }
}
