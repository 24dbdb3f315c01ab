package dev.groundplan.catalog.api;

import dev.groundplan.catalog.Catalog;
import dev.groundplan.catalog.CatalogQuery;
import dev.groundplan.catalog.TemplateDetails;
import dev.groundplan.catalog.TemplateNotFoundException;
import dev.groundplan.catalog.TemplateVersion;
import dev.groundplan.identity.Allowed;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What can be requested. */
@RestController
@RequestMapping("/api/v1/templates")
@Allowed(Allowed.To.MEMBERS)
@Tag(name = "Templates", description = "What can be requested.")
class ApiTemplatesController {
    private final Catalog catalog;

    ApiTemplatesController(Catalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping
    @Operation(
            summary = "List the templates",
            description =
                    "Sorted by title. A broken template is listed too, with its last good version.")
    List<TemplateListAnswer> index(
            @Parameter(description = "Words that must occur in a template's texts.")
                    @RequestParam(required = false)
                    @Nullable String text) {
        var query = new CatalogQuery(text, null, null);
        return catalog.search(query).stream().map(TemplateListAnswer::of).toList();
    }

    @GetMapping("/{name}")
    @Operation(
            summary = "Show a template",
            description = "`parameters` is the JSON Schema of the values to request it with.")
    TemplateAnswer show(
            @PathVariable String name,
            @Parameter(description = "Another version than the current one.")
                    @RequestParam(required = false)
                    @Nullable String version) {
        var details = catalog.details(name).orElseThrow(() -> new TemplateNotFoundException(name));
        return TemplateAnswer.of(details, version(details, version));
    }

    private TemplateVersion version(TemplateDetails details, @Nullable String version) {
        if (version != null) {
            return catalog.find(details.name(), version)
                    .orElseThrow(() -> new TemplateNotFoundException(details.name(), version));
        }
        if (details.current() == null) {
            throw new TemplateNotFoundException(details.name());
        }
        return details.current();
    }
}
