package dev.groundplan.engine.terraform.toy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real command in a folder of its own, with nothing of this process' environment. */
final class TerraformCommand {
    private final Path folder;
    private final String reattach;

    record Result(int exit, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    TerraformCommand(Path folder, String reattach) {
        this.folder = folder;
        this.reattach = reattach;
    }

    static boolean isInstalled() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "terraform")));
    }

    Result run(String... arguments) throws Exception {
        return end(start(arguments));
    }

    Process start(String... arguments) throws IOException {
        var argv = Stream.concat(Stream.of("terraform"), Arrays.stream(arguments)).toList();
        var builder = new ProcessBuilder(new ArrayList<>(argv)).directory(folder.toFile());
        var environment = builder.environment();
        var path = environment.get("PATH");
        environment.clear();
        environment.put("PATH", path);
        environment.put("HOME", Files.createDirectories(folder.resolveSibling("home")).toString());
        environment.put("CHECKPOINT_DISABLE", "1");
        environment.put("TF_IN_AUTOMATION", "1");
        environment.put("TF_INPUT", "0");
        environment.put("TF_REATTACH_PROVIDERS", reattach);
        builder.redirectOutput(folder.resolveSibling("out").toFile());
        builder.redirectError(folder.resolveSibling("err").toFile());
        return builder.start();
    }

    Result end(Process process) throws Exception {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("terraform did not end: " + text("out") + text("err"));
        }
        return new Result(process.exitValue(), text("out"), text("err"));
    }

    /** The lines of a run with {@code -json} that are of this type. */
    static List<JsonNode> lines(Result result, String type) {
        return result.out
                .lines()
                .map(JsonMapper.shared()::readTree)
                .filter(line -> line.path("type").asString("").equals(type))
                .toList();
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolveSibling(name));
    }
}
