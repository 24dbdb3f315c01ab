package dev.groundplan.engine.recorder;

import dev.groundplan.engine.Console.Stream;
import dev.groundplan.engine.StepJob;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/** Does in the JVM what the script does, for tests that need no process. */
@Component
class RecorderInline {

    RecorderEnd plan(StepJob job) throws IOException {
        var run = new Session(job, job.console()::line);
        run.start("PLAN");
        run.pause(RecorderPlan.read(job.dir(), "plan_seconds"));
        run.chat();
        if (job.console().cancelRequested()) {
            return run.finish(RecorderEnd.STOPPED);
        }
        return run.finish(
                RecorderPlan.read(job.dir(), "fail_at").equals("-1") ? RecorderEnd.FAILED : 0);
    }

    RecorderEnd apply(StepJob job, RecorderEngine.Following following) throws IOException {
        var run = new Session(job, following::line);
        run.start("APPLY");
        Files.createDirectories(job.dir().environment().resolve("things"));
        int k = 0;
        for (var line : Files.readAllLines(job.dir().sealed().resolve("actions"))) {
            k++;
            if (job.console().cancelRequested()) {
                return run.finish(RecorderEnd.STOPPED);
            }
            if (RecorderPlan.read(job.dir(), "fail_at").equals(String.valueOf(k))) {
                return run.finish(RecorderEnd.FAILED);
            }
            run.pause(RecorderPlan.read(job.dir(), "seconds"));
            run.act(k, line.split(" "));
        }
        return run.finish(0);
    }

    private record Session(
            StepJob job, BiConsumer<Stream, String> out, Journal journal, int[] said) {
        Session(StepJob job, BiConsumer<Stream, String> out) {
            this(job, out, new Journal(job.dir().environment()), new int[1]);
        }

        void start(String phase) throws IOException {
            record("start", phase);
            if (RecorderPlan.read(job.dir(), "hang").equals(phase)) {
                pause("3600");
            }
        }

        void act(int k, String[] action) throws IOException {
            var thing = job.dir().environment().resolve("things").resolve(action[1]);
            if (action[0].equals("DELETE")) {
                Files.deleteIfExists(thing);
            } else {
                Files.write(
                        thing,
                        Files.readAllBytes(
                                job.dir().sealed().resolve("contents").resolve(action[1])));
            }
            record("effect", action[0] + "\t" + action[1]);
            pause(RecorderPlan.read(job.dir(), "gap"));
            Files.write(
                    job.dir().state(),
                    Files.readAllBytes(
                            job.dir().sealed().resolve("states").resolve(String.valueOf(k))));
            record(
                    "state",
                    String.valueOf(Long.parseLong(RecorderPlan.read(job.dir(), "serial")) + k));
            chat();
            say("effect " + action[0] + " " + action[1]);
        }

        void chat() throws IOException {
            int lines = Integer.parseInt(RecorderPlan.read(job.dir(), "chatter"));
            for (int n = 1; n <= lines; n++) {
                say("chatter " + n);
            }
        }

        private void say(String text) {
            out.accept(Stream.OUT, ++said[0] + " " + text);
        }

        /** Ends early when it is asked to stop. */
        void pause(String seconds) throws IOException {
            var end = System.nanoTime() + (long) (Double.parseDouble(seconds) * 1e9);
            while (System.nanoTime() < end && !job.console().cancelRequested()) {
                try {
                    TimeUnit.NANOSECONDS.sleep(Math.min(end - System.nanoTime(), 5_000_000));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("The worker is stopping.", e);
                }
            }
        }

        RecorderEnd finish(int code) throws IOException {
            record("said", String.valueOf(said[0]));
            record("end", String.valueOf(code));
            return RecorderEnd.of(code);
        }

        private void record(String kind, String text) throws IOException {
            journal.append(kind, job.id().toString(), text);
        }
    }
}
