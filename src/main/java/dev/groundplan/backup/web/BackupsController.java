package dev.groundplan.backup.web;

import dev.groundplan.backup.BackupFailedException;
import dev.groundplan.backup.BackupRefusedException;
import dev.groundplan.backup.Backups;
import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.TokenScope;
import dev.groundplan.identity.Viewer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The last backups, and what a restore could not bring back. */
@Controller
class BackupsController {
    private static final Logger log = LoggerFactory.getLogger(BackupsController.class);
    private final BackupsPage page;
    private final Backups backups;

    BackupsController(BackupsPage page, Backups backups) {
        this.page = page;
        this.backups = backups;
    }

    @GetMapping("/backups")
    @Allowed(Allowed.To.AUDITORS)
    ModelAndView index(Viewer viewer) {
        return new ModelAndView("backups/index").addObject("page", page.of(viewer));
    }

    @PostMapping("/backups")
    @Allowed(value = Allowed.To.ADMINS, scope = TokenScope.ADMIN)
    String create(Viewer viewer, RedirectAttributes redirect) {
        try {
            var made = backups.make(viewer.id());
            redirect.addFlashAttribute(
                    "notice", "The backup " + made.name() + " is made and checked.");
        } catch (BackupFailedException saidOnThePage) {
            log.debug("Not made", saidOnThePage);
        }
        return "redirect:/backups";
    }

    @ExceptionHandler
    ModelAndView refused(BackupRefusedException refused) {
        return new ModelAndView("error/409", HttpStatus.CONFLICT)
                .addObject("message", refused.getMessage());
    }
}
