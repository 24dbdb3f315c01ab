package dev.groundplan.checker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** I9: no process, no directory and no wake-up of a run that has ended. */
final class Leftovers {
    private Leftovers() {}

    static List<Violation> none(Evidence evidence) {
        var all = new ArrayList<Violation>();
        directories(evidence, all);
        processes(evidence, all);
        all.addAll(
                evidence.violations(
                        "I9",
                        """
                        select 'the wake-up ' || t.task_instance || ' of an ended run is still there'
                        from scheduled_tasks t join run r on t.task_instance like cast(r.id as varchar) || '/%'
                        where r.ended_at is not null
                        """));
        return all;
    }

    /** What is not proven keeps its directory: it is the evidence. */
    private static void directories(Evidence evidence, List<Violation> all) {
        var kept = new HashSet<String>();
        evidence.rows(
                        """
                        select cast(e.id as varchar) as id from execution e join run r on r.id = e.run_id
                        where e.outcome = 'UNPROVEN' or e.outcome is null
                        union select cast(id as varchar) from forgotten_apply
                        """)
                .forEach(row -> kept.add((String) row.get("id")));
        for (var data : evidence.data()) {
            for (var directory : list(data.resolve("executions"))) {
                if (!kept.contains(directory.getFileName().toString())) {
                    all.add(new Violation("I9", "the directory " + directory + " is left over"));
                }
            }
        }
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var paths = Files.list(folder)) {
            return paths.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void processes(Evidence evidence, List<Violation> all) {
        for (var row :
                evidence.rows(
                        """
                        select e.id, e.pid, e.start_ticks, e.boot_id from execution e
                        where e.pid is not null and e.ended_at is not null
                        """)) {
            var pid = ((Number) row.get("pid")).longValue();
            if (startTicks(pid) >= 0
                    && row.get("boot_id").equals(bootId())
                    && ((Number) row.get("start_ticks")).longValue() == startTicks(pid)) {
                all.add(
                        new Violation(
                                "I9", "process " + pid + " of " + row.get("id") + " still runs"));
            }
        }
    }

    static String bootId() {
        return read(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }

    /**
     * Field 22 of proc(5)'s stat, counted after the name, which may hold spaces; -1 when gone, also
     * when only init has not heard of its end yet.
     */
    static long startTicks(long pid) {
        var stat = read(Path.of("/proc/" + pid + "/stat"));
        return stat.isEmpty() || stat.startsWith("Z", stat.lastIndexOf(')') + 2)
                ? -1
                : Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19]);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
