package dev.groundplan.audit.web;

import dev.groundplan.identity.Allowed;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The audit trail, for auditors and admins. */
@Controller
@Allowed(Allowed.To.AUDITORS)
class AuditController {
    private final AuditPage page;

    AuditController(AuditPage page) {
        this.page = page;
    }

    @GetMapping("/audit")
    ModelAndView index(
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String object,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(required = false) @Nullable Long after) {
        var query = new AuditPage.Query(actor, action, object, before, after);
        return new ModelAndView("audit/index", Map.of("audit", page.of(query)));
    }
}
