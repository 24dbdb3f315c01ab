package dev.groundplan.upkeep.web;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Viewer;
import dev.groundplan.store.KeyRotation;
import dev.groundplan.upkeep.RetentionProperties;
import dev.groundplan.upkeep.StorageChecks;
import dev.groundplan.upkeep.Upkeep;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Keys, retention and the check of everything that is stored. */
@Controller
@Allowed(Allowed.To.ADMINS)
class StorageController {
    private final KeyRotation rotation;
    private final RetentionProperties retention;
    private final StorageChecks checks;
    private final Upkeep upkeep;

    StorageController(
            KeyRotation rotation,
            RetentionProperties retention,
            StorageChecks checks,
            Upkeep upkeep) {
        this.rotation = rotation;
        this.retention = retention;
        this.checks = checks;
        this.upkeep = upkeep;
    }

    @GetMapping("/storage")
    ModelAndView index() {
        var page = new ModelAndView("storage/index");
        page.addObject("keys", rotation.uses().stream().map(StorageController::key).toList());
        page.addObject("outdated", rotation.outdated());
        page.addObject("kept", kept());
        page.addObject("check", checks.last().orElse(null));
        return page;
    }

    @PostMapping("/storage/checks")
    String check(Viewer viewer) {
        upkeep.check(viewer.id());
        return "redirect:/storage";
    }

    private static StorageView.Key key(KeyRotation.KeyUse use) {
        var things =
                use.things().entrySet().stream()
                        .map(kind -> kind.getValue() + " " + kind.getKey())
                        .collect(Collectors.joining(", "));
        return new StorageView.Key(use.id(), status(use), things.isEmpty() ? "nothing" : things);
    }

    private static String status(KeyRotation.KeyUse use) {
        if (use.newest()) {
            return "Encrypts";
        }
        if (use.total() > 0) {
            return use.here() ? "Being replaced" : "Missing";
        }
        return use.here() ? "Not needed: remove its line" : "Removed";
    }

    private List<StorageView.Kept> kept() {
        return List.of(
                new StorageView.Kept("Logs of ended runs", days(retention.logs())),
                new StorageView.Kept("Changes and files of plans", days(retention.plans())),
                new StorageView.Kept(
                        "Recorded states that were replaced",
                        retention.states() == null
                                ? days(null)
                                : "%s, and the newest %d of each step"
                                        .formatted(
                                                days(retention.states()), retention.statesKept())),
                new StorageView.Kept("Who requested, approved and applied what", days(null)));
    }

    private static String days(@Nullable Duration kept) {
        return kept == null ? "for ever" : kept.toDays() + " days";
    }
}
