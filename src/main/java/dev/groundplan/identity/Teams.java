package dev.groundplan.identity;

import com.fasterxml.uuid.Generators;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The teams, and who is what in them. */
@Service
@Transactional
public class Teams {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,38}[a-z0-9]");
    private static final int LONGEST_TITLE = 100;

    private final TeamRepository teams;
    private final PersonRepository people;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Teams(
            TeamRepository teams,
            PersonRepository people,
            ApplicationEventPublisher events,
            Clock clock) {
        this.teams = teams;
        this.people = people;
        this.events = events;
        this.clock = clock;
    }

    /** Throws {@link UnknownTeamException} (404) when there is no such team. */
    @Transactional(readOnly = true)
    public Team get(TeamId id) {
        return teams.find(id).orElseThrow(UnknownTeamException::new);
    }

    /** The same for a team that the viewer doesn't see: 404. */
    @Transactional(readOnly = true)
    public Team get(TeamId id, Viewer viewer) {
        return teams.find(id)
                .filter(team -> viewer.sees(team.id()))
                .orElseThrow(UnknownTeamException::new);
    }

    @Transactional(readOnly = true)
    public Optional<Team> byName(String name) {
        return teams.byName(name);
    }

    @Transactional(readOnly = true)
    public List<Team> all() {
        return teams.all();
    }

    /** The teams that the viewer sees, by name. */
    @Transactional(readOnly = true)
    public List<Team> seenBy(Viewer viewer) {
        return teams.all().stream().filter(team -> viewer.sees(team.id())).toList();
    }

    /** The teams in whose name the viewer may ask for environments, by name. */
    @Transactional(readOnly = true)
    public List<Team> teamsWhereMayRequest(Viewer viewer) {
        return teams.all().stream().filter(team -> viewer.mayRequest(team.id())).toList();
    }

    /** The teams of a person with their role in each, by name. */
    @Transactional(readOnly = true)
    public List<TeamRole> teamsOf(PersonId person) {
        return teams.teamsOf(person);
    }

    /** The same for everybody at once; people in no team are absent. */
    @Transactional(readOnly = true)
    public Map<PersonId, List<TeamRole>> teamsByPerson() {
        return teams.teamsByPerson();
    }

    /** The members, by username, also the disabled ones. */
    @Transactional(readOnly = true)
    public List<TeamMember> membersOf(TeamId team) {
        return teams.members(team);
    }

    /** The people who may approve in this team and can sign in, by username. */
    @Transactional(readOnly = true)
    public List<Person> approversOf(TeamId team) {
        return teams.members(team).stream()
                .filter(member -> member.role().approves() && !member.disabled())
                .flatMap(member -> people.find(member.id()).stream())
                .toList();
    }

    /** Throws {@link InvalidFieldsException} for {@code name} or {@code title}. */
    public Team create(String name, String title, @Nullable Viewer by) {
        Team team =
                new Team(
                        new TeamId(Generators.timeBasedEpochGenerator().generate()),
                        name.strip(),
                        title.strip());
        check(team);
        if (teams.byName(team.name()).isPresent()) {
            throw nameTaken();
        }
        try {
            teams.insert(team, clock.instant());
        } catch (DuplicateKeyException taken) {
            throw nameTaken();
        }
        changed(team, TeamChanged.Kind.CREATED, null, by, team.name());
        return team;
    }

    private static InvalidFieldsException nameTaken() {
        return new InvalidFieldsException("name", "This name is taken: choose another one.");
    }

    /**
     * Throws {@link InvalidFieldsException} for {@code title}, 404 when the viewer may not manage
     * the team.
     */
    public void rename(TeamId id, String title, Viewer by) {
        Team team = managed(id, by);
        Team renamed = new Team(id, team.name(), title.strip());
        check(renamed);
        teams.saveTitle(id, renamed.title());
        changed(renamed, TeamChanged.Kind.RENAMED, null, by, renamed.title());
    }

    private static void check(Team team) {
        Map<String, String> problems = new LinkedHashMap<>();
        if (!NAME.matcher(team.name()).matches()) {
            problems.put(
                    "name",
                    "Use 2 to 40 small letters, digits or dashes, starting with a letter: payments, data-2.");
        }
        if (team.title().isEmpty()
                || team.title().length() > LONGEST_TITLE
                || PersonDetails.hasControls(team.title())) {
            problems.put(
                    "title",
                    "Enter the title to show, in at most " + LONGEST_TITLE + " characters.");
        }
        if (!problems.isEmpty()) {
            throw new InvalidFieldsException(problems);
        }
    }

    /**
     * Adds a person or changes their role. Throws {@link InvalidFieldsException} for {@code
     * username}.
     */
    public void setMember(TeamId id, String username, Role role, Viewer by) {
        Team team = managed(id, by);
        Person person =
                people.byUsername(People.normalized(username))
                        .filter(found -> !found.disabled())
                        .orElseThrow(Teams::nobody);
        setMember(team, person, role, by);
    }

    private static InvalidFieldsException nobody() {
        return new InvalidFieldsException(
                "username", "Nobody with this username can sign in: check its spelling.");
    }

    /** For the portal itself, at its first start. */
    public void setMemberAtStart(Team team, Person person, Role role) {
        setMember(team, person, role, null);
    }

    private void setMember(Team team, Person person, Role role, @Nullable Viewer by) {
        teams.setMember(team.id(), person.id(), role);
        String detail = person.username() + " is " + role.name().toLowerCase(Locale.ROOT);
        changed(team, TeamChanged.Kind.MEMBER_SET, person.id(), by, detail);
    }

    /** Throws {@link UnknownPersonException} (404) when the person is no member. */
    public void removeMember(TeamId id, PersonId member, Viewer by) {
        Team team = managed(id, by);
        if (!teams.removeMember(id, member)) {
            throw new UnknownPersonException();
        }
        String username = people.find(member).map(Person::username).orElse("somebody");
        changed(team, TeamChanged.Kind.MEMBER_REMOVED, member, by, username + " left");
    }

    /** Owners and admins manage a team; for everybody else this page of it doesn't exist. */
    public static boolean mayManage(TeamId team, Viewer viewer) {
        return viewer.admin() || viewer.owns(team);
    }

    private Team managed(TeamId id, Viewer viewer) {
        Team team = get(id, viewer);
        if (!mayManage(id, viewer)) {
            throw new UnknownTeamException();
        }
        return team;
    }

    private void changed(
            Team team,
            TeamChanged.Kind kind,
            @Nullable PersonId member,
            @Nullable Viewer by,
            String detail) {
        events.publishEvent(
                new TeamChanged(team.id(), kind, member, by == null ? null : by.id(), detail));
    }
}
