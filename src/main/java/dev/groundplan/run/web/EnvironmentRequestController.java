package dev.groundplan.run.web;

import dev.groundplan.form.Forms;
import dev.groundplan.form.Known;
import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The form for a new environment. */
@Controller
@RequestMapping("/environments/new")
@Allowed(Allowed.To.MEMBERS)
class EnvironmentRequestController {
    private final RequestReader reader;
    private final RequestPages pages;
    private final RequestDesk desk;
    private final Forms forms;

    EnvironmentRequestController(
            RequestReader reader, RequestPages pages, RequestDesk desk, Forms forms) {
        this.reader = reader;
        this.pages = pages;
        this.desk = desk;
        this.forms = forms;
    }

    @GetMapping
    ModelAndView form(Viewer viewer, @RequestParam MultiValueMap<String, String> query) {
        desk.refuseWhoMayNotRequest(viewer);
        return pages.form(viewer, reader.fresh(viewer, query), java.util.List.of());
    }

    @PostMapping
    ModelAndView fill(Viewer viewer, @RequestParam MultiValueMap<String, String> fields) {
        desk.refuseWhoMayNotRequest(viewer);
        return desk.take(viewer, fields, reader::posted);
    }

    /** The messages of one changed field, for htmx. */
    @PostMapping("/check")
    String check(
            @RequestParam MultiValueMap<String, String> fields,
            @RequestHeader(name = "HX-Trigger-Name", required = false) @Nullable String name,
            @RequestHeader(name = "HX-Trigger", required = false) @Nullable String id,
            Model model) {
        var template =
                reader.template(
                        RequestReader.text(fields, "template"),
                        RequestReader.text(fields, "version"));
        var changed = name != null ? name : id == null ? "" : id;
        model.addAttribute(
                "check",
                forms.check(template.descriptor().form(), fields, changed, Known.nothing()));
        return "form/_check";
    }
}
