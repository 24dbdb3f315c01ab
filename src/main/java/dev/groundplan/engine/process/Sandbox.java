package dev.groundplan.engine.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Decides once, at the start, how children are kept apart from the portal: by what is set and by
 * what really works.
 */
@Component
public class Sandbox {
    private static final Logger log = LoggerFactory.getLogger(Sandbox.class);

    private final SandboxStatus status;
    private final Isolation isolation;

    Sandbox(ProcessProperties properties) {
        var bwrap = Tools.onPath("bwrap").map(path -> new Bubblewrap(path, properties.data()));
        this.status = status(properties.sandbox(), bwrap, properties.data());
        this.isolation = status.working() ? bwrap.orElseThrow() : without(status);
        if (status.working()) {
            log.info("{}", status.sentence());
        } else {
            log.warn("{}", status.sentence());
        }
    }

    /** What holds on this worker since its start. */
    public SandboxStatus status() {
        return status;
    }

    Isolation isolation() {
        return isolation;
    }

    private static SandboxStatus status(SandboxMode mode, Optional<Bubblewrap> bwrap, Path data) {
        if (mode == SandboxMode.OFF) {
            return failed(mode, "The sandbox is switched off (groundplan.sandbox=off).", List.of());
        }
        if (bwrap.isEmpty()) {
            return failed(
                    mode, "The sandbox needs bubblewrap, which is not installed here.", List.of());
        }
        var checks = new SandboxTrial(bwrap.get(), data).checks();
        var broken =
                checks.stream()
                        .filter(check -> !check.passed())
                        .map(SandboxStatus.Check::claim)
                        .toList();
        return broken.isEmpty()
                ? new SandboxStatus(
                        mode, true, "Tools run in a sandbox, kept apart from the portal.", checks)
                : failed(
                        mode,
                        "The sandbox does not work here. Not true: " + String.join(" ", broken),
                        checks);
    }

    private static SandboxStatus failed(
            SandboxMode mode, String why, List<SandboxStatus.Check> checks) {
        var consequence =
                mode == SandboxMode.REQUIRED
                        ? " Tools that start programs can't be used. Install bubblewrap and allow user namespaces, or, to try"
                                + " things out, set groundplan.sandbox=auto."
                        : " Tools run with the portal's own rights and can read its files: only for trying things out.";
        return new SandboxStatus(mode, false, why + consequence, checks);
    }

    private static Isolation without(SandboxStatus status) {
        return status.refuses() ? new Refused(status.sentence()) : new Unconfined();
    }
}
