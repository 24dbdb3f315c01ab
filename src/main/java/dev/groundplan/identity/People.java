package dev.groundplan.identity;

import com.fasterxml.uuid.Generators;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Everybody who can sign in, and what is changed about them. */
@Service
@Transactional
public class People {
    private final PersonRepository people;
    private final Passwords passwords;
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    People(
            PersonRepository people,
            Passwords passwords,
            Sessions sessions,
            ApiTokens tokens,
            ApplicationEventPublisher events,
            Clock clock) {
        this.people = people;
        this.passwords = passwords;
        this.sessions = sessions;
        this.tokens = tokens;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Person> find(PersonId id) {
        return people.find(id);
    }

    /** Throws {@link UnknownPersonException} (404) when there is no such person. */
    @Transactional(readOnly = true)
    public Person get(PersonId id) {
        return people.find(id).orElseThrow(UnknownPersonException::new);
    }

    /** Upper and lower case are the same. */
    @Transactional(readOnly = true)
    public Optional<Person> byUsername(String username) {
        return people.byUsername(normalized(username));
    }

    @Transactional(readOnly = true)
    public List<Person> all() {
        return people.all();
    }

    /** The name to show for a person; "somebody" for one who is gone. */
    @Transactional(readOnly = true)
    public String nameOf(PersonId id) {
        return people.find(id).map(Person::name).orElse("somebody");
    }

    /** The person with their rights right now; empty for one who is gone or disabled. */
    @Transactional(readOnly = true)
    public Optional<CurrentPerson> current(PersonId id) {
        return people.current(id);
    }

    /** True until the first person is created. */
    @Transactional(readOnly = true)
    public boolean isEmpty() {
        return people.isEmpty();
    }

    @Transactional(readOnly = true)
    public int sessionsOf(PersonId id) {
        return sessions.count(id);
    }

    /**
     * Creates a person with a random one-time password, which has to be changed at the first login,
     * and returns that password: it can't be read again. Throws {@link InvalidFieldsException} with
     * the field names of the arguments.
     */
    public NewPerson create(String username, String name, String email, boolean admin, Viewer by) {
        String password = passwords.random();
        PersonDetails details = PersonDetails.checked(username, name, email);
        Person created = insert(details, new Rights(admin, false), password, true, by.id());
        return new NewPerson(created, password);
    }

    /**
     * For the portal itself, at its first start: the first administrator, the people of the demo.
     */
    public Person createAtStart(
            String username, String name, Rights rights, String password, boolean mustChange) {
        PersonDetails details = PersonDetails.checked(username, name, "");
        return insert(details, rights, password, mustChange, null);
    }

    private Person insert(
            PersonDetails details,
            Rights rights,
            String password,
            boolean mustChange,
            @Nullable PersonId by) {
        if (people.byUsername(details.username()).isPresent()) {
            throw new InvalidFieldsException(
                    "username", "This username is taken: choose another one.");
        }
        Person person =
                details.person(
                        Generators.timeBasedEpochGenerator().generate(), rights, mustChange, clock);
        try {
            people.insert(person, passwords.hash(password));
        } catch (DuplicateKeyException taken) {
            throw new InvalidFieldsException(
                    "username", "This username is taken: choose another one.");
        }
        changed(person, PersonChanged.Kind.CREATED, by, rights.words());
        return person;
    }

    /** Throws {@link InvalidFieldsException} for {@code name} or {@code email}. */
    public void rename(PersonId id, String name, String email, Viewer by) {
        Person person = get(id);
        PersonDetails details = PersonDetails.checked(person.username(), name, email);
        people.rename(id, details.name(), details.email());
        changed(person, PersonChanged.Kind.RENAMED, by.id(), "Now " + details.name());
    }

    /** Throws {@link LastAdminException} when nobody could administer the portal afterwards. */
    public void changeRights(PersonId id, Rights rights, Viewer by) {
        Person person = get(id);
        if (!rights.admin()) {
            keepAnAdminBeside(person);
        }
        people.saveRights(id, rights.admin(), rights.auditor());
        changed(person, PersonChanged.Kind.RIGHTS_CHANGED, by.id(), rights.words());
    }

    /**
     * Ends all sessions and revokes all tokens at once. Throws {@link LastAdminException} as above.
     */
    public void disable(PersonId id, Viewer by) {
        Person person = get(id);
        keepAnAdminBeside(person);
        people.saveDisabledAt(id, clock.instant());
        tokens.revokeAllOf(id, by);
        changed(person, PersonChanged.Kind.DISABLED, by.id(), "Sessions ended, tokens revoked");
        sessions.endAll(id);
    }

    private void keepAnAdminBeside(Person person) {
        List<PersonId> admins = people.lockEnabledAdmins();
        if (admins.contains(person.id()) && admins.size() == 1) {
            throw new LastAdminException(person.username());
        }
    }

    /** Lets the person sign in again; tokens stay revoked. */
    public void enable(PersonId id, Viewer by) {
        Person person = get(id);
        people.saveDisabledAt(id, null);
        changed(person, PersonChanged.Kind.ENABLED, by.id(), "May sign in again");
    }

    public void signOutEverywhere(PersonId id, Viewer by) {
        changed(get(id), PersonChanged.Kind.SIGNED_OUT, by.id(), "Sessions ended");
        sessions.endAll(id);
    }

    /**
     * Sets a random one-time password, ends all sessions and returns the password: it can't be read
     * again.
     */
    public String resetPassword(PersonId id, Viewer by) {
        Person person = get(id);
        String password = passwords.random();
        people.savePassword(id, passwords.hash(password), true, clock.instant());
        changed(person, PersonChanged.Kind.PASSWORD_RESET, by.id(), "Sessions ended");
        sessions.endAll(id);
        return password;
    }

    /**
     * Changes somebody's own password and ends their other sessions.
     *
     * @param session the one that goes on
     * @throws InvalidFieldsException for {@code current} or {@code password}
     */
    public void changePassword(Viewer self, String current, String password, String session) {
        Person person = get(self.id());
        if (!hasPassword(self.id(), current)) {
            throw new InvalidFieldsException("current", "This is not your current password.");
        }
        if (password.equals(current)) {
            throw new InvalidFieldsException(
                    "password", "Choose a password that differs from the current one.");
        }
        passwords.weakness(password, person.username()).ifPresent(People::refusePassword);
        people.savePassword(self.id(), passwords.hash(password), false, clock.instant());
        changed(person, PersonChanged.Kind.PASSWORD_CHANGED, self.id(), "Other sessions ended");
        sessions.endAllBut(self.id(), session);
    }

    private static void refusePassword(String weakness) {
        throw new InvalidFieldsException("password", weakness);
    }

    /** Takes the same time for a person without password or none at all (null). */
    public boolean hasPassword(@Nullable PersonId id, String password) {
        return passwords.matches(
                password, id == null ? null : people.passwordHash(id).orElse(null));
    }

    public void signedIn(PersonId id) {
        people.saveLastLogin(id, clock.instant());
    }

    public void chooseTheme(Viewer self, Theme theme) {
        people.saveTheme(self.id(), theme);
    }

    /** The username as it is stored. */
    public static String normalized(String username) {
        return username.strip().toLowerCase(Locale.ROOT);
    }

    private void changed(
            Person person, PersonChanged.Kind kind, @Nullable PersonId by, String detail) {
        events.publishEvent(new PersonChanged(person.id(), person.username(), kind, by, detail));
    }
}
