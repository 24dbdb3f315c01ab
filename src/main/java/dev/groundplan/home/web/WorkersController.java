package dev.groundplan.home.web;

import dev.groundplan.identity.Allowed;
import dev.groundplan.page.StatusMark;
import dev.groundplan.page.Tone;
import dev.groundplan.worker.Workers;
import dev.groundplan.worker.Workers.WorkerItem;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The processes that execute runs. */
@Controller
@Allowed(Allowed.To.AUDITORS)
class WorkersController {
    private final Workers workers;

    WorkersController(Workers workers) {
        this.workers = workers;
    }

    /** A worker with the mark of its state. */
    record Row(WorkerItem worker, StatusMark status, String roles, String engines) {}

    @GetMapping("/workers")
    ModelAndView index() {
        List<Row> rows = workers.all().stream().map(WorkersController::row).toList();
        return new ModelAndView("workers/index", Map.of("workers", rows));
    }

    private static Row row(WorkerItem worker) {
        return new Row(
                worker,
                mark(worker),
                worker.roles().replace("+", ", "),
                worker.engines().isEmpty() ? "none" : String.join(", ", worker.engines()));
    }

    private static StatusMark mark(WorkerItem worker) {
        return switch (worker.state()) {
            case LIVE ->
                    worker.draining()
                            ? StatusMark.of(Tone.INFO, "Draining")
                            : StatusMark.of(Tone.OK, "Live");
            case LOST -> StatusMark.of(Tone.BAD, "Lost");
            case STOPPED -> StatusMark.of(Tone.IDLE, "Stopped");
        };
    }
}
