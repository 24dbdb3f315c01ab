package dev.groundplan.identity.web;

import dev.groundplan.identity.ApiTokens;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Person;
import dev.groundplan.identity.Teams;
import dev.groundplan.identity.TokenScope;
import dev.groundplan.identity.Viewer;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The account page in its three states: as it is, refused, with a token to copy. */
@Component
class AccountPages {
    private final People people;
    private final Teams teams;
    private final ApiTokens tokens;
    private final Clock clock;

    AccountPages(People people, Teams teams, ApiTokens tokens, Clock clock) {
        this.people = people;
        this.teams = teams;
        this.tokens = tokens;
        this.clock = clock;
    }

    ModelAndView index(Viewer viewer) {
        return page(viewer, HttpStatus.OK, Map.of());
    }

    /** More replaces what the page shows otherwise: form, tokenForm, problems, newToken. */
    ModelAndView page(Viewer viewer, HttpStatus status, Map<String, ?> more) {
        Person person = people.get(viewer.id());
        Map<String, Object> model = new HashMap<>();
        model.put("person", person);
        model.put("teams", teams.teamsOf(person.id()));
        model.put(
                "tokens",
                tokens.of(person.id()).stream().map(t -> TokenRow.of(t, clock.instant())).toList());
        model.put("scopes", List.of(TokenScope.values()));
        model.put("form", NameForm.of(person));
        model.put("tokenForm", TokenForm.EMPTY);
        model.put("problems", Map.of());
        model.put("tokenProblems", Map.of());
        model.putAll(more);
        return new ModelAndView("account/index", model, status);
    }
}
