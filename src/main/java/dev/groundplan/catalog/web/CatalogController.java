package dev.groundplan.catalog.web;

import dev.groundplan.catalog.web.CatalogPages.CatalogFilter;
import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * What can be requested. The search box swaps the list of this very page, so there is no fragment
 * address.
 */
@Controller
@Allowed(Allowed.To.MEMBERS)
class CatalogController {
    private final CatalogPages pages;

    CatalogController(CatalogPages pages) {
        this.pages = pages;
    }

    @GetMapping("/catalog")
    ModelAndView index(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String engine,
            @RequestParam(required = false) @Nullable String tag,
            Viewer viewer) {
        return new ModelAndView(
                "catalog/index", "list", pages.view(CatalogFilter.of(q, engine, tag), viewer));
    }
}
