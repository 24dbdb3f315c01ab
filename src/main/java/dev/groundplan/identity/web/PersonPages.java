package dev.groundplan.identity.web;

import dev.groundplan.identity.ApiTokens;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Person;
import dev.groundplan.identity.PersonId;
import dev.groundplan.identity.Teams;
import dev.groundplan.identity.Viewer;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page of one person as administrators and auditors see it. */
@Component
class PersonPages {
    private final People people;
    private final Teams teams;
    private final ApiTokens tokens;
    private final Clock clock;

    PersonPages(People people, Teams teams, ApiTokens tokens, Clock clock) {
        this.people = people;
        this.teams = teams;
        this.tokens = tokens;
        this.clock = clock;
    }

    List<PersonRow> rows() {
        var teamsByPerson = teams.teamsByPerson();
        return people.all().stream()
                .map(
                        person ->
                                PersonRow.of(
                                        person, teamsByPerson.getOrDefault(person.id(), List.of())))
                .toList();
    }

    ModelAndView show(PersonId id, Viewer viewer) {
        return page(id, viewer, HttpStatus.OK, Map.of());
    }

    /** With the one-time password in the answer itself: a redirect would have to store it. */
    ModelAndView withPassword(PersonId id, Viewer viewer, HttpStatus status, String password) {
        return page(id, viewer, status, Map.of("password", password));
    }

    /** More replaces what the page shows otherwise: form, problems, problem, password. */
    ModelAndView page(PersonId id, Viewer viewer, HttpStatus status, Map<String, ?> more) {
        Person person = people.get(id);
        Map<String, Object> model = new HashMap<>();
        model.put("person", person);
        model.put("row", PersonRow.of(person, teams.teamsOf(id)));
        model.put("teams", teams.teamsOf(id));
        model.put(
                "tokens",
                tokens.of(id).stream().map(t -> TokenRow.of(t, clock.instant())).toList());
        model.put("sessions", people.sessionsOf(id));
        model.put("mayChange", viewer.admin());
        model.put("form", NameForm.of(person));
        model.put("problems", Map.of());
        model.putAll(more);
        return new ModelAndView("people/show", model, status);
    }
}
