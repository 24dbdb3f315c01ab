package dev.groundplan.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** The same sources without a portal: what a person at a terminal waits for. */
record BareTerraform(String command, Path sources) {
    /** Milliseconds of init and plan in a fresh directory. */
    double initAndPlan() throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("groundplan-bare-");
        try {
            FileSystemUtils.copyRecursively(sources, directory);
            long begun = System.nanoTime();
            run(directory, "init", "-input=false", "-no-color");
            run(directory, "plan", "-input=false", "-no-color", "-out=plan");
            return (System.nanoTime() - begun) / 1e6;
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private void run(Path directory, String... arguments) throws IOException, InterruptedException {
        var argv = new ArrayList<>(List.of(command));
        argv.addAll(List.of(arguments));
        var process =
                new ProcessBuilder(argv)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (process.waitFor() != 0) {
            throw new IOException(argv + " ended with " + process.exitValue());
        }
    }
}
