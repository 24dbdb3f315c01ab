package dev.groundplan.home.api;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.TokenScope;
import dev.groundplan.identity.Viewer;
import dev.groundplan.worker.Host;
import dev.groundplan.worker.Hosts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The hosts that serve pages and execute runs. */
@RestController
@Allowed(Allowed.To.AUDITORS)
@Tag(name = "Hosts")
class ApiHostsController {
    private final Hosts hosts;

    ApiHostsController(Hosts hosts) {
        this.hosts = hosts;
    }

    record HostList(List<HostAnswer> items) {}

    @GetMapping("/api/v1/hosts")
    @Operation(
            summary = "List hosts",
            description =
                    "What each does, when it was last heard of, and the runs that it has in hand. For admins"
                            + " and auditors.")
    HostList index() {
        return new HostList(hosts.all().stream().map(HostAnswer::of).toList());
    }

    @PostMapping("/api/v1/hosts/{id}/death")
    @Allowed(value = Allowed.To.ADMINS, scope = TokenScope.ADMIN)
    @Operation(
            summary = "Declare a host dead",
            description =
                    "For a host that is not heard of and will not come back: its plans are made again"
                            + " elsewhere, its applies become UNKNOWN at once. 409 when it is alive.")
    HostAnswer declareDead(
            @PathVariable UUID id,
            @RequestBody DeathRequest request,
            @Parameter(hidden = true) Viewer viewer) {
        return HostAnswer.of(hosts.declareDead(viewer, host(id), request.reason()));
    }

    private Host host(UUID id) {
        return hosts.find(id)
                .orElseThrow(
                        () ->
                                new ResponseStatusException(
                                        HttpStatus.NOT_FOUND, "There is no such host."));
    }
}
