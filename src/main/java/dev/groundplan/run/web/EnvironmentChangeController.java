package dev.groundplan.run.web;

import dev.groundplan.environment.Environment;
import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.form.Forms;
import dev.groundplan.form.ValueProblem;
import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.NotAllowedException;
import dev.groundplan.run.RunId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The form that changes an environment, filled with its values. */
@Controller
@RequestMapping("/environments/{id}/change")
@Allowed(Allowed.To.MEMBERS)
class EnvironmentChangeController {
    private final EnvironmentPage page;
    private final RequestReader reader;
    private final RequestPages pages;
    private final RequestDesk desk;
    private final Forms forms;
    private final RunProblems problems;

    EnvironmentChangeController(
            EnvironmentPage page,
            RequestReader reader,
            RequestPages pages,
            RequestDesk desk,
            Forms forms,
            RunProblems problems) {
        this.page = page;
        this.reader = reader;
        this.pages = pages;
        this.desk = desk;
        this.forms = forms;
        this.problems = problems;
    }

    /**
     * Filled with the present values, or those of a revision; a refused run's problems stand at
     * their fields.
     */
    @GetMapping
    ModelAndView form(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer revision,
            @RequestParam(required = false) @Nullable UUID run,
            @RequestParam(defaultValue = "false") boolean upgrade) {
        var environment = changeable(viewer, id);
        var refused =
                run == null
                        ? List.<ValueProblem>of()
                        : problems.of(environment.id(), new RunId(run));
        return pages.filled(viewer, reader.change(environment, revision, upgrade), refused);
    }

    @PostMapping
    ModelAndView fill(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        var environment = changeable(viewer, id);
        return desk.take(viewer, fields, typed -> reader.postedChange(environment, typed));
    }

    /** The messages of one changed field, for htmx. */
    @PostMapping("/check")
    String check(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestHeader(name = "HX-Trigger-Name", required = false) @Nullable String name,
            @RequestHeader(name = "HX-Trigger", required = false) @Nullable String trigger,
            Model model) {
        var request = reader.postedChange(changeable(viewer, id), fields);
        var changed = name != null ? name : trigger == null ? "" : trigger;
        var form = request.template().descriptor().form();
        model.addAttribute("check", forms.check(form, fields, changed, request.known()));
        return "form/_check";
    }

    private Environment changeable(Viewer viewer, UUID id) {
        var environment = page.visible(viewer, new EnvironmentId(id));
        if (!viewer.mayRequest(environment.teamId())) {
            throw new NotAllowedException(
                    "Only requesters and owners of the team can change its environments.");
        }
        return environment;
    }
}
