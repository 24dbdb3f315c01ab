package dev.groundplan.identity.web;

import dev.groundplan.identity.ApprovalsWaiting;
import dev.groundplan.identity.CurrentPerson;
import dev.groundplan.identity.Theme;
import dev.groundplan.identity.Viewer;
import dev.groundplan.identity.security.DemoPeople;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

@ControllerAdvice
class PortalAdvice {
    private final boolean demo;
    private final ObjectProvider<ApprovalsWaiting> approvals;

    PortalAdvice(Environment environment, ObjectProvider<ApprovalsWaiting> approvals) {
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
        this.approvals = approvals;
    }

    @ModelAttribute("portal")
    Portal portal(HttpServletRequest request) {
        Optional<CurrentPerson> person = CurrentPerson.of(request);
        Optional<Viewer> viewer = person.map(CurrentPerson::viewer);
        return new Portal(
                demo,
                viewer.orElse(null),
                person.map(CurrentPerson::theme).orElse(Theme.AUTO).word(),
                demo ? DemoPeople.usernames() : List.of(),
                () -> viewer.map(this::approvalsWaitingFor).orElse(0));
    }

    private int approvalsWaitingFor(Viewer viewer) {
        ApprovalsWaiting waiting = approvals.getIfAvailable();
        return waiting == null ? 0 : waiting.countFor(viewer);
    }
}
