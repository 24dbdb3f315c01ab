package dev.groundplan.home.web;

import dev.groundplan.engine.Engine;
import dev.groundplan.engine.Engines;
import dev.groundplan.engine.process.SandboxStatus;
import dev.groundplan.home.web.ToolsView.Disk;
import dev.groundplan.home.web.ToolsView.Tool;
import dev.groundplan.identity.Allowed;
import dev.groundplan.page.StatusMark;
import dev.groundplan.page.Tone;
import dev.groundplan.store.DiskSpace;
import dev.groundplan.store.DiskSpace.Volume;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Which tools this node can use, whether the sandbox works, and how much room is left. */
@Controller
@Allowed(Allowed.To.AUDITORS)
class ToolsController {
    private final Engines engines;
    private final dev.groundplan.engine.process.Sandbox sandbox;
    private final DiskSpace space;

    ToolsController(
            Engines engines, dev.groundplan.engine.process.Sandbox sandbox, DiskSpace space) {
        this.engines = engines;
        this.sandbox = sandbox;
        this.space = space;
    }

    @GetMapping("/tools")
    ModelAndView index() {
        var tools = engines.all().stream().map(ToolsController::tool).toList();
        var disks = space.volumes().stream().map(ToolsController::disk).toList();
        var page = new ToolsView(tools, sandbox(sandbox.status()), disks);
        return new ModelAndView("tools/index", Map.of("page", page));
    }

    private static Tool tool(Engine engine) {
        var availability = engine.availability();
        return new Tool(
                engine.kind().name(),
                engine.title(),
                availability.usable()
                        ? StatusMark.of(Tone.OK, "Usable")
                        : StatusMark.of(Tone.WARN, "Missing"),
                String.join(", ", availability.versions()),
                availability.digest(),
                availability.missing());
    }

    private static ToolsView.Sandbox sandbox(SandboxStatus status) {
        var tone = status.working() ? Tone.OK : status.refuses() ? Tone.BAD : Tone.WARN;
        return new ToolsView.Sandbox(
                StatusMark.of(tone, status.working() ? "Works" : "Does not work"),
                status.mode().name().toLowerCase(Locale.ROOT),
                status.sentence(),
                tone.css(),
                status.checks());
    }

    private static Disk disk(Volume volume) {
        var free =
                "%,d MB of %,d MB"
                        .formatted(volume.free().toMegabytes(), volume.total().toMegabytes());
        var status =
                switch (volume.state()) {
                    case ENOUGH -> StatusMark.of(Tone.OK, "Enough room");
                    case LOW -> StatusMark.of(Tone.WARN, "Almost full");
                    case FULL -> StatusMark.of(Tone.BAD, "Full");
                };
        return new Disk(volume.path().toString(), free, status);
    }
}
