package dev.groundplan.catalog.web;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * One template: what it makes, what it asks, what comes out, and its versions. Each tab is a page
 * of its own.
 */
@Controller
@Allowed(Allowed.To.MEMBERS)
class TemplateController {
    private final TemplatePages pages;

    TemplateController(TemplatePages pages) {
        this.pages = pages;
    }

    @GetMapping("/catalog/{name}")
    ModelAndView show(@PathVariable String name, Viewer viewer) {
        return page(name, TemplateTab.ABOUT, viewer);
    }

    @GetMapping("/catalog/{name}/{tab}")
    ModelAndView tab(@PathVariable String name, @PathVariable String tab, Viewer viewer) {
        return page(name, TemplateTab.of(tab).orElseThrow(TemplateController::unknown), viewer);
    }

    private ModelAndView page(String name, TemplateTab tab, Viewer viewer) {
        var view = pages.view(name, tab, viewer).orElseThrow(TemplateController::unknown);
        return new ModelAndView("catalog/show", "template", view);
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
