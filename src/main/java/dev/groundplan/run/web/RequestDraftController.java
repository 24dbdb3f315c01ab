package dev.groundplan.run.web;

import dev.groundplan.environment.NameTakenException;
import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.InvalidRequestException;
import dev.groundplan.run.InvalidValuesException;
import dev.groundplan.run.OutdatedRequestException;
import dev.groundplan.run.RequestDrafts.Draft;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Requests between the form and the last look. Sending one twice leads to the same run. */
@Controller
@RequestMapping("/environments/drafts/{id}")
@Allowed(Allowed.To.MEMBERS)
class RequestDraftController {
    private final DraftCodec codec;
    private final DraftSending sending;
    private final RequestPages pages;
    private final EnvironmentPage page;

    RequestDraftController(
            DraftCodec codec, DraftSending sending, RequestPages pages, EnvironmentPage page) {
        this.page = page;
        this.codec = codec;
        this.sending = sending;
        this.pages = pages;
    }

    @GetMapping
    ModelAndView review(Viewer viewer, @PathVariable UUID id) {
        var draft = draft(viewer, id);
        var run = draft.run();
        return run != null
                ? new ModelAndView("redirect:/runs/" + run)
                : pages.review(codec.read(draft.content()), id);
    }

    /** Back in the form; secrets that were typed are kept here. */
    @GetMapping("/form")
    ModelAndView edit(Viewer viewer, @PathVariable UUID id) {
        var draft = draft(viewer, id);
        if (draft.run() != null) {
            return new ModelAndView("redirect:/runs/" + draft.run());
        }
        var page = pages.form(viewer, codec.read(draft.content()), List.of());
        page.addObject("draft", id.toString());
        return page;
    }

    /**
     * @param step "send", or "edit" to go back to the form
     */
    @PostMapping
    ModelAndView send(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "edit") String step) {
        draft(viewer, id);
        if (!step.equals("send")) {
            return new ModelAndView("redirect:/environments/drafts/" + id + "/form");
        }
        try {
            return new ModelAndView("redirect:/runs/" + sending.send(viewer, id).id());
        } catch (InvalidRequestException e) {
            return again(viewer, id, Map.of(e.field(), String.valueOf(e.getMessage())), e);
        } catch (NameTakenException e) {
            return again(viewer, id, Map.of("name", String.valueOf(e.getMessage())), e);
        } catch (InvalidValuesException e) {
            var request = codec.read(draft(viewer, id).content());
            return pages.form(viewer, request, e.problems());
        } catch (OutdatedRequestException e) {
            var page = again(viewer, id, Map.of(), e);
            page.setStatus(HttpStatus.CONFLICT);
            return page;
        }
    }

    private ModelAndView again(
            Viewer viewer, UUID id, Map<String, String> problems, RuntimeException e) {
        var request = codec.read(draft(viewer, id).content()).refused(problems);
        var page = pages.form(viewer, request, List.of());
        page.addObject("problem", e.getMessage());
        page.addObject("draft", id.toString());
        return page;
    }

    private Draft draft(Viewer viewer, UUID id) {
        var draft =
                sending.find(viewer, id)
                        .orElseThrow(
                                () ->
                                        new ResponseStatusException(
                                                HttpStatus.NOT_FOUND,
                                                "This request is gone: drafts are kept for a day. Start again from the catalog."));
        refuseWhoLeftTheTeam(viewer, draft);
        return draft;
    }

    /** A draft shows what its environment has now, and its person may have left the team since. */
    private void refuseWhoLeftTheTeam(Viewer viewer, Draft draft) {
        codec.environment(draft.content())
                .ifPresent(environment -> page.visible(viewer, environment));
    }
}
