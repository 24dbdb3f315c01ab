package dev.groundplan.identity.security;

import dev.groundplan.identity.People;
import dev.groundplan.identity.Person;
import dev.groundplan.identity.Rights;
import dev.groundplan.identity.Role;
import dev.groundplan.identity.Team;
import dev.groundplan.identity.Teams;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The people of the demo: everybody's password is their username, so they exist in demo mode only.
 */
@Component
@Profile("demo")
public class DemoPeople implements SmartInitializingSingleton {
    private static final List<Account> ACCOUNTS =
            List.of(
                    new Account("developer", "Dana Developer", "shop", Role.REQUESTER, Rights.NONE),
                    new Account("approver", "Ari Approver", "shop", Role.APPROVER, Rights.NONE),
                    new Account("owner", "Olu Owner", "shop", Role.OWNER, Rights.NONE),
                    new Account(
                            "admin", "Alex Admin", "shop", Role.APPROVER, new Rights(true, false)),
                    new Account(
                            "developer2", "Devi Developer", "data", Role.REQUESTER, Rights.NONE));

    private final People people;
    private final Teams teams;

    DemoPeople(People people, Teams teams) {
        this.people = people;
        this.teams = teams;
    }

    /** The usernames in the order in which pages offer them. */
    public static List<String> usernames() {
        return ACCOUNTS.stream().map(Account::username).toList();
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (people.isEmpty()) {
            Team shop = teams.create("shop", "Shop", null);
            Team data = teams.create("data", "Data", null);
            ACCOUNTS.forEach(
                    account -> create(account, account.team().equals("shop") ? shop : data));
        }
    }

    private void create(Account account, Team team) {
        Person person =
                people.createAtStart(
                        account.username(),
                        account.name(),
                        account.rights(),
                        account.username(),
                        false);
        teams.setMemberAtStart(team, person, account.role());
    }

    private record Account(String username, String name, String team, Role role, Rights rights) {}
}
