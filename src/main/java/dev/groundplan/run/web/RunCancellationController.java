package dev.groundplan.run.web;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.CancellationService;
import dev.groundplan.run.IllegalRunTransitionException;
import dev.groundplan.run.InvalidRequestException;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Wishes to stop a run. */
@Controller
@Allowed(Allowed.To.MEMBERS)
class RunCancellationController {
    private final CancellationService cancellations;

    RunCancellationController(CancellationService cancellations) {
        this.cancellations = cancellations;
    }

    /**
     * @param force a second wish, to kill what does not stop; needs the typed name of the
     *     environment
     */
    @PostMapping("/runs/{id}/cancellation")
    String cancel(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean force,
            @RequestParam(required = false) @Nullable String confirmation,
            RedirectAttributes flash) {
        try {
            flash.addFlashAttribute(
                    "notice", force ? kill(viewer, id, confirmation) : cancel(viewer, id));
        } catch (IllegalRunTransitionException e) {
            tellOf(e.from(), flash);
        } catch (InvalidRequestException e) {
            flash.addFlashAttribute("problem", e.getMessage());
        }
        return "redirect:/runs/" + id;
    }

    /** A wish that was sent twice is fulfilled all the same. */
    private static void tellOf(RunStatus now, RedirectAttributes flash) {
        if (now == RunStatus.CANCELED) {
            flash.addFlashAttribute("notice", "It is stopped already. Nothing was changed.");
        } else {
            flash.addFlashAttribute(
                    "problem", "The run moved on in the meantime; this is how it is now.");
        }
    }

    private String cancel(Viewer viewer, UUID id) {
        var run = cancellations.cancel(viewer, new RunId(id));
        return run.status() == RunStatus.CANCELED
                ? "Stopped. Nothing was changed."
                : "It was asked to stop.";
    }

    private String kill(Viewer viewer, UUID id, @Nullable String confirmation) {
        cancellations.kill(viewer, new RunId(id), confirmation == null ? "" : confirmation.strip());
        return "It is killed. What it had done is not known until somebody looks.";
    }
}
