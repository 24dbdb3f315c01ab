package dev.groundplan.catalog.web;

import dev.groundplan.catalog.Catalog;
import dev.groundplan.catalog.Descriptor;
import dev.groundplan.catalog.TemplateDetails;
import dev.groundplan.catalog.web.TemplateView.OutputRow;
import dev.groundplan.catalog.web.TemplateView.ProblemRow;
import dev.groundplan.catalog.web.TemplateView.StepRow;
import dev.groundplan.catalog.web.TemplateView.Trouble;
import dev.groundplan.catalog.web.TemplateView.VersionRow;
import dev.groundplan.engine.Engines;
import dev.groundplan.engine.Problem;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.identity.Role;
import dev.groundplan.identity.Viewer;
import dev.groundplan.page.Tab;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fills a template's page: what it makes, what it asks, and what is wrong with it. */
@Component
class TemplatePages {
    private final Catalog catalog;
    private final Engines engines;
    private final ToolRows tools;

    TemplatePages(Catalog catalog, Engines engines, ToolRows tools) {
        this.catalog = catalog;
        this.engines = engines;
        this.tools = tools;
    }

    /** Empty for an unknown template. */
    Optional<TemplateView> view(String name, TemplateTab tab, Viewer viewer) {
        return catalog.details(name).map(details -> view(details, tab, viewer));
    }

    private TemplateView view(TemplateDetails details, TemplateTab tab, Viewer viewer) {
        var current = details.current();
        var descriptor = current == null ? null : current.descriptor();
        var title = descriptor == null ? details.name() : descriptor.title();
        var about = tab == TemplateTab.ABOUT;
        return new TemplateView(
                details.name(),
                title,
                descriptor == null ? "" : descriptor.description(),
                descriptor == null ? null : descriptor.owner(),
                current == null ? null : current.version(),
                descriptor == null ? List.of() : descriptor.tags(),
                tabs(details, descriptor, tab),
                tab.name().toLowerCase(Locale.ROOT),
                current == null || details.removed()
                        ? null
                        : "/environments/new?template=" + details.name(),
                viewer.roles().values().stream().anyMatch(Role::requests),
                details.removed(),
                trouble(details, viewer),
                about && details.readme() != null ? Readme.html(details.readme(), title) : null,
                about && descriptor != null
                        ? descriptor.steps().stream().map(this::step).toList()
                        : List.of(),
                about && descriptor != null ? tools.of(descriptor) : List.of(),
                tab == TemplateTab.PARAMETERS && descriptor != null
                        ? ParameterRows.of(descriptor.form())
                        : List.of(),
                tab == TemplateTab.OUTPUTS && descriptor != null ? outputs(descriptor) : List.of(),
                tab == TemplateTab.VERSIONS ? versions(details) : List.of(),
                tab == TemplateTab.VERSIONS && details.changelog() != null
                        ? Readme.html(details.changelog(), "Changelog")
                        : null);
    }

    private static List<Tab> tabs(
            TemplateDetails details, @Nullable Descriptor descriptor, TemplateTab chosen) {
        var url = "/catalog/" + details.name();
        var parameters =
                descriptor == null ? 0 : descriptor.form().schema().path("properties").size();
        var outputs = descriptor == null ? 0 : descriptor.outputs().size();
        return List.of(
                new Tab("About", url, chosen == TemplateTab.ABOUT, null),
                new Tab(
                        "Parameters",
                        url + "/parameters",
                        chosen == TemplateTab.PARAMETERS,
                        "" + parameters),
                new Tab("Outputs", url + "/outputs", chosen == TemplateTab.OUTPUTS, "" + outputs),
                new Tab(
                        "Versions",
                        url + "/versions",
                        chosen == TemplateTab.VERSIONS,
                        "" + details.versions().size()));
    }

    private static @Nullable Trouble trouble(TemplateDetails details, Viewer viewer) {
        if (details.problems().isEmpty() || details.removed()) {
            return null;
        }
        var fatal = details.problems().stream().anyMatch(Problem::fatal);
        var rows =
                details.problems().stream()
                        .map(problem -> new ProblemRow(place(problem), problem.message()))
                        .toList();
        return new Trouble(
                fatal, heading(details, fatal), viewer.seesAll() ? details.folder() : null, rows);
    }

    private static String heading(TemplateDetails details, boolean fatal) {
        if (!fatal) {
            return "This template works, but its author should look at this.";
        }
        return details.current() == null
                ? "This template can't be requested until its files are repaired."
                : "The newest files are broken. Shown and requested is version "
                        + details.current().version()
                        + ", the last good one.";
    }

    private static @Nullable String place(Problem problem) {
        if (problem.file() == null) {
            return null;
        }
        return problem.line() > 0 ? problem.file() + ", line " + problem.line() : problem.file();
    }

    private StepRow step(StepSpec step) {
        var tool =
                engines.find(step.engine())
                        .map(engine -> engine.title())
                        .orElse(step.engine().name());
        return new StepRow(
                step.id(),
                tool,
                step.source(),
                step.needs().isEmpty() ? null : String.join(", ", step.needs()));
    }

    private static List<OutputRow> outputs(Descriptor descriptor) {
        return descriptor.outputs().stream()
                .map(
                        output ->
                                new OutputRow(
                                        output.name(),
                                        output.title(),
                                        output.as().name().toLowerCase(Locale.ROOT),
                                        output.value()))
                .toList();
    }

    private static List<VersionRow> versions(TemplateDetails details) {
        var current = details.current() == null ? "" : details.current().version();
        return details.versions().stream()
                .map(
                        version ->
                                new VersionRow(
                                        version.version(),
                                        version.version().equals(current),
                                        version.importedAt(),
                                        version.digest(),
                                        version.digest()
                                                .substring("sha256:".length())
                                                .substring(0, 12)))
                .toList();
    }
}
