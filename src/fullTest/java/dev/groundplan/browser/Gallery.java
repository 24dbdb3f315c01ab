package dev.groundplan.browser;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every page of the portal, with something on it. */
final class Gallery {
    private final Map<String, Shot> shots = new LinkedHashMap<>();

    /** A page as one person sees it; the person is empty for the one page before signing in. */
    record Shot(String person, String path) {}

    private Gallery() {}

    /**
     * Makes the things that the pages show: some exist, one waits for approval, one was rejected.
     */
    static Gallery filledBy(Visitor developer, Visitor approver) {
        var gallery = new Gallery();
        var made = gallery.make(developer, approver, "checkout", "Checkout crew");
        gallery.refuse(developer, approver);
        var waiting = gallery.ask(developer, made);
        gallery.list(developer, made, waiting);
        gallery.administer();
        return gallery;
    }

    /** By name, in the order of a visit. */
    Map<String, Shot> shots() {
        return shots;
    }

    private EnvironmentPage make(Visitor developer, Visitor approver, String name, String title) {
        var form = developer.request("team-page").name(name).reason("We need a place to point to.");
        form.fill("title", title).fill("about", "We build and run the shop's checkout.");
        form.add("members")
                .fill("members/0/name", "Ada Lovelace")
                .fill("members/0/role", "Developer");
        var run = form.reviewAndSend().awaits("Waiting for approval");
        approver.review(name).comment("Looks right.").approve().awaits("Created");
        run.awaits("Created");
        shots.put("run-created", new Shot("developer", run.url()));
        return run.environment();
    }

    private void refuse(Visitor developer, Visitor approver) {
        var run = developer.request("team-page").name("wiki").fill("title", "Wiki").reviewAndSend();
        run.awaits("Waiting for approval");
        approver.review("wiki").comment("We have one already.").reject();
        run.awaits("Rejected");
        shots.put("run-rejected", new Shot("developer", run.url()));
    }

    /** The path of a run that waits; another request is left at its last look. */
    private String ask(Visitor developer, EnvironmentPage made) {
        developer.open(made.url());
        var form = made.change().fill("title", "Payment crew").reason("The crew has a new name.");
        var run = form.reviewAndSend().awaits("Waiting for approval").url();
        shots.put("run-waiting", new Shot("approver", run));
        shots.put("run-waiting-requester", new Shot("developer", run));
        made.change().fill("title", "Shipping crew").review();
        shots.put("review", new Shot("developer", developer.path()));
        return run;
    }

    private void list(Visitor developer, EnvironmentPage made, String waiting) {
        shots.put("login", new Shot("", "/login"));
        shots.put("home", new Shot("developer", "/"));
        shots.put("catalog", new Shot("developer", "/catalog"));
        links(developer, "/catalog/team-page", ".gp-tabs a")
                .forEach(path -> shots.put("template-" + last(path), new Shot("developer", path)));
        shots.put("request", new Shot("developer", "/environments/new?template=practice-database"));
        shots.put("environments", new Shot("developer", "/environments"));
        links(developer, made.url(), ".gp-tabs a")
                .forEach(
                        path -> shots.put("environment-" + last(path), new Shot("approver", path)));
        shots.put("environment-state", new Shot("owner", made.url() + "?tab=state"));
        shots.put("change", new Shot("developer", made.url() + "/change"));
        shots.put("settings", new Shot("developer", made.url() + "?tab=settings"));
        shots.put(
                "destroy",
                new Shot(
                        "developer",
                        first(developer, made.url() + "?tab=settings", "a.btn-danger")));
        shots.put("runs", new Shot("developer", "/runs"));
        shots.put("log", new Shot("developer", waiting + "/log"));
        shots.put("approvals", new Shot("approver", "/approvals"));
        shots.put("queue", new Shot("developer", "/queue"));
        shots.put(
                "not-found",
                new Shot("developer", "/environments/00000000-0000-0000-0000-000000000000"));
    }

    private void administer() {
        Stream.of(
                        "people",
                        "people/new",
                        "teams",
                        "teams/new",
                        "tools",
                        "workers",
                        "backups",
                        "credentials",
                        "storage",
                        "audit",
                        "account",
                        "account/password")
                .forEach(path -> shots.put(path.replace('/', '-'), new Shot("admin", "/" + path)));
    }

    private static String first(Visitor visitor, String path, String selector) {
        return links(visitor, path, selector).get(0);
    }

    private static List<String> links(Visitor visitor, String path, String selector) {
        visitor.open(path);
        return visitor.page().locator(selector).all().stream()
                .map(link -> link.getAttribute("href"))
                .distinct()
                .toList();
    }

    private static String last(String path) {
        var name = path.replaceAll(".*[/=]", "");
        return name.matches("[0-9a-f-]{36}|team-page") ? "overview" : name;
    }
}
