package dev.groundplan.worker;

import dev.groundplan.engine.StepPlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;

/** The steps of a plan as one packed artifact: per step its plan and its bundle. */
final class SealedPlan {
    private static final String PLAN = "plan.json";

    private SealedPlan() {}

    /** What was packed of one step. */
    record Content(StepPlan plan, Bundle bundle) {}

    static byte[] pack(List<SealedStep> steps, JsonMapper json) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var step : steps) {
                add(zip, step.task().id() + "/" + PLAN, json.writeValueAsBytes(step.plan()));
                for (var file : step.bundle().files().entrySet()) {
                    add(zip, step.task().id() + "/run/" + file.getKey(), file.getValue());
                }
            }
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * By step id, of bytes that {@link #pack} made; they were encrypted and authenticated in
     * between.
     */
    static Map<String, Content> unpack(byte[] packed, JsonMapper json) throws IOException {
        var plans = new LinkedHashMap<String, StepPlan>();
        var files = new LinkedHashMap<String, Map<String, byte[]>>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(packed))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var name = entry.getName().split("/", 3);
                if (name.length == 2) {
                    plans.put(name[0], json.readValue(zip.readAllBytes(), StepPlan.class));
                } else {
                    files.computeIfAbsent(name[0], step -> new TreeMap<>())
                            .put(name[2], zip.readAllBytes());
                }
            }
        }
        var contents = new LinkedHashMap<String, Content>();
        plans.forEach(
                (step, plan) ->
                        contents.put(
                                step,
                                new Content(plan, new Bundle(files.getOrDefault(step, Map.of())))));
        return contents;
    }
}
