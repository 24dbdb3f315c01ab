package dev.groundplan.run.web;

import dev.groundplan.form.FormEdit;
import dev.groundplan.form.ValueProblem;
import dev.groundplan.identity.Teams;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.InvalidRequestException;
import dev.groundplan.run.InvalidValuesException;
import dev.groundplan.run.NotAllowedException;
import dev.groundplan.run.RequestDrafts;
import dev.groundplan.run.RequestRules;
import dev.groundplan.run.ValueCheck;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;

/**
 * Takes a filled-in form: judges all of it, keeps what is good as a draft, shows the rest again
 * with its problems.
 */
@Component
class RequestDesk {
    private final RequestPages pages;
    private final RequestDrafts drafts;
    private final DraftCodec codec;
    private final ValueCheck check;
    private final RequestRules rules;
    private final Teams teams;

    RequestDesk(
            RequestPages pages,
            RequestDrafts drafts,
            DraftCodec codec,
            ValueCheck check,
            RequestRules rules,
            Teams teams) {
        this.pages = pages;
        this.drafts = drafts;
        this.codec = codec;
        this.check = check;
        this.rules = rules;
        this.teams = teams;
    }

    void refuseWhoMayNotRequest(Viewer viewer) {
        if (teams.teamsWhereMayRequest(viewer).isEmpty()) {
            throw new NotAllowedException(
                    "You are not a requester of any team. An owner of your team can make you one.");
        }
    }

    /**
     * To the last look, by a redirect; or the form again.
     *
     * @param form makes a request of what was typed
     */
    ModelAndView take(
            Viewer viewer,
            MultiValueMap<String, String> fields,
            Function<MultiValueMap<String, String>, RequestForm> form) {
        var edit = FormEdit.in(fields);
        return edit.isPresent()
                ? pages.edited(viewer, form.apply(edit.get().apply(fields)), edit.get())
                : review(viewer, form.apply(fields), fields);
    }

    private ModelAndView review(
            Viewer viewer, RequestForm typed, MultiValueMap<String, String> fields) {
        var request = codec.withEarlierSecrets(viewer, typed, RequestReader.text(fields, "draft"));
        var places = placeProblems(viewer, request);
        var values = valueProblems(request);
        if (!places.isEmpty() || !values.isEmpty()) {
            return pages.form(viewer, request.refused(places), values);
        }
        var draft = drafts.save(viewer, codec.write(request));
        return new ModelAndView("redirect:/environments/drafts/" + draft);
    }

    private Map<String, String> placeProblems(Viewer viewer, RequestForm request) {
        var problems = new HashMap<String, String>();
        var place = request.place();
        if (request.environment() == null) {
            var team = teams.byName(place.team()).filter(found -> viewer.mayRequest(found.id()));
            if (team.isEmpty()) {
                problems.put("team", "Choose one of your teams.");
            }
            try {
                rules.checkPlace(
                        team.map(found -> found.id()).orElse(null), place.tier(), place.name());
            } catch (InvalidRequestException e) {
                problems.put(e.field(), String.valueOf(e.getMessage()));
            }
        }
        if (place.reason().length() > RequestRules.REASON_LENGTH) {
            problems.put(
                    "reason",
                    "The reason can have %d characters at most."
                            .formatted(RequestRules.REASON_LENGTH));
        }
        return problems;
    }

    private List<ValueProblem> valueProblems(RequestForm request) {
        try {
            check.check(
                    request.template(),
                    request.values(),
                    request.changes() ? request.present() : null);
            return List.of();
        } catch (InvalidValuesException e) {
            return e.problems();
        }
    }
}
