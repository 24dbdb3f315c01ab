package dev.groundplan.run.web;

import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Viewer;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/**
 * Files that an environment made. They come from templates and from what people typed, so the
 * browser gets each one in a sandbox of its own: no scripts, no forms, no access to the portal.
 */
@Controller
@Allowed(Allowed.To.MEMBERS)
class EnvironmentFilesController {
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html;charset=UTF-8",
                    "css", "text/css;charset=UTF-8",
                    "png", "image/png",
                    "jpg", "image/jpeg",
                    "gif", "image/gif",
                    "svg", "image/svg+xml");

    /**
     * No scripts, forms or windows. Of the portal's own origin, or a page could not have the style
     * sheet beside it: a browser sends no cookie with what a page of no origin asks for.
     */
    private static final String SANDBOX =
            "sandbox allow-same-origin; default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    private final EnvironmentPage page;
    private final EnvironmentFiles files;

    EnvironmentFilesController(EnvironmentPage page, EnvironmentFiles files) {
        this.page = page;
        this.files = files;
    }

    @GetMapping("/environments/{id}/files/{*path}")
    ResponseEntity<Resource> file(Viewer viewer, @PathVariable UUID id, @PathVariable String path)
            throws IOException {
        var environment = page.visible(viewer, new EnvironmentId(id));
        var file =
                files.open(environment, path.substring(1))
                        .orElseThrow(
                                () ->
                                        new ResponseStatusException(
                                                HttpStatus.NOT_FOUND,
                                                "This environment has no such file."));
        return ResponseEntity.ok()
                .header("Content-Type", type(path))
                .header("Content-Security-Policy", SANDBOX)
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .contentLength(file.size())
                .body(new InputStreamResource(Channels.newInputStream(file)));
    }

    /** Anything else is shown as text: nothing is guessed from the content. */
    private static String type(String path) {
        var ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT);
        return TYPES.getOrDefault(ending, MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8");
    }
}
