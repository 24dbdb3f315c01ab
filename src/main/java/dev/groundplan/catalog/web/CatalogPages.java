package dev.groundplan.catalog.web;

import dev.groundplan.catalog.Catalog;
import dev.groundplan.catalog.CatalogQuery;
import dev.groundplan.catalog.TemplateListItem;
import dev.groundplan.catalog.web.CatalogView.Card;
import dev.groundplan.engine.EngineKind;
import dev.groundplan.engine.Engines;
import dev.groundplan.engine.Problem;
import dev.groundplan.identity.Viewer;
import dev.groundplan.page.Chip;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Fills the catalog's page: what fits the question, and what else could be asked. */
@Component
class CatalogPages {
    private static final int MOST_TAGS = 12;
    private final Catalog catalog;
    private final Engines engines;

    CatalogPages(Catalog catalog, Engines engines) {
        this.catalog = catalog;
        this.engines = engines;
    }

    CatalogView view(CatalogFilter filter, Viewer viewer) {
        var all = catalog.search(CatalogQuery.EVERYTHING);
        var found = catalog.search(filter.query());
        return new CatalogView(
                filter.q(),
                filter.engine(),
                filter.tag(),
                found.stream().map(this::card).toList(),
                chips(
                        counts(all, item -> item.engines().stream().map(EngineKind::name).toList()),
                        filter::withEngine,
                        this::title,
                        filter.engine()),
                mostUsed(
                        chips(
                                counts(all, TemplateListItem::tags),
                                filter::withTag,
                                tag -> tag,
                                filter.tag())),
                found.size() == 1 ? "1 template" : found.size() + " templates",
                filter.isEmpty() ? null : "/catalog",
                all.isEmpty(),
                viewer.admin());
    }

    private Card card(TemplateListItem item) {
        var problem =
                item.problems().stream().filter(Problem::fatal).map(Problem::toString).findFirst();
        return new Card(
                item.name(),
                item.title(),
                item.description(),
                item.owner(),
                item.version(),
                item.engines().stream().map(EngineKind::name).map(this::title).toList(),
                item.tags(),
                problem.orElse(null),
                item.version() != null);
    }

    private String title(String kind) {
        return engines.find(new EngineKind(kind)).map(engine -> engine.title()).orElse(kind);
    }

    private static Map<String, Long> counts(
            List<TemplateListItem> items, Function<TemplateListItem, Collection<String>> words) {
        return items.stream()
                .flatMap(item -> words.apply(item).stream())
                .collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()));
    }

    /** A selected chip leads to the list without it. */
    private static List<Chip> chips(
            Map<String, Long> counts,
            Function<@Nullable String, CatalogFilter> with,
            Function<String, String> label,
            @Nullable String selected) {
        var chips = new ArrayList<Chip>();
        counts.forEach(
                (word, count) -> {
                    var here = word.equals(selected);
                    chips.add(
                            new Chip(
                                    label.apply(word),
                                    with.apply(here ? null : word).url(),
                                    here,
                                    count.toString()));
                });
        return chips;
    }

    private static List<Chip> mostUsed(List<Chip> tags) {
        return tags.stream()
                .sorted(
                        Comparator.comparing(Chip::selected)
                                .reversed()
                                .thenComparing(
                                        chip -> -Long.parseLong(String.valueOf(chip.count()))))
                .limit(MOST_TAGS)
                .sorted(Comparator.comparing(Chip::label))
                .toList();
    }

    /** What the address asks for; unknown engines and tags find nothing. */
    record CatalogFilter(String q, @Nullable String engine, @Nullable String tag) {
        static CatalogFilter of(@Nullable String q, @Nullable String engine, @Nullable String tag) {
            return new CatalogFilter(
                    q == null ? "" : q.strip(), blankToNull(engine), blankToNull(tag));
        }

        CatalogQuery query() {
            return new CatalogQuery(blankToNull(q), engine, tag);
        }

        CatalogFilter withEngine(@Nullable String other) {
            return new CatalogFilter(q, other, tag);
        }

        CatalogFilter withTag(@Nullable String other) {
            return new CatalogFilter(q, engine, other);
        }

        boolean isEmpty() {
            return q.isEmpty() && engine == null && tag == null;
        }

        String url() {
            var url = UriComponentsBuilder.fromPath("/catalog");
            add(url, "q", blankToNull(q));
            add(url, "engine", engine);
            add(url, "tag", tag);
            return url.encode().toUriString();
        }

        private static void add(UriComponentsBuilder url, String name, @Nullable String value) {
            if (value != null) {
                url.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
            }
        }

        private static @Nullable String blankToNull(@Nullable String text) {
            return text == null || text.isBlank() ? null : text;
        }
    }
}
