package dev.groundplan.catalog.web;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Markdown of a template's author as HTML that is safe to show: HTML in it stays text, nothing is
 * loaded from anywhere, and links lead to the web or to a heading.
 */
final class Readme {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER =
            Parser.builder().extensions(EXTENSIONS).maxOpenBlockParsers(50).build();

    private Readme() {}

    /**
     * @param title what the page is called already; a first heading that only repeats it is left
     *     out
     */
    static String html(String markdown, String title) {
        var document = PARSER.parse(markdown);
        var repeats =
                document.getFirstChild() instanceof Heading first && words(first).equals(title);
        if (repeats) {
            document.getFirstChild().unlink();
        }
        var adapter = new Adapter(repeats ? 0 : 1);
        document.accept(adapter);
        return renderer(adapter.anchors).render(document);
    }

    private static HtmlRenderer renderer(Map<Node, String> anchors) {
        return HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(
                        context ->
                                (node, tag, attributes) ->
                                        attributes(node, tag, attributes, anchors))
                .build();
    }

    private static void attributes(
            Node node, String tag, Map<String, String> attributes, Map<Node, String> anchors) {
        if (anchors.containsKey(node)) {
            attributes.put("id", anchors.get(node));
        } else if (node instanceof Link link && !link.getDestination().startsWith("#")) {
            attributes.put("rel", "noopener noreferrer nofollow");
        } else if (tag.equals("table")) {
            attributes.put("class", "gp-table");
        }
    }

    private static String words(Heading heading) {
        var words = new Words();
        heading.accept(words);
        return words.text.toString();
    }

    private static String slug(String text) {
        var slug =
                text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]+", "-")
                        .replaceAll("^-|-$", "");
        return "readme-" + (slug.length() > 60 ? slug.substring(0, 60) : slug);
    }

    /** Changes what must not reach the browser as it is, before anything is rendered. */
    private static final class Adapter extends AbstractVisitor {
        private final int lower;
        private final Map<Node, String> anchors = new IdentityHashMap<>();
        private final Map<String, Integer> uses = new HashMap<>();

        Adapter(int lower) {
            this.lower = lower;
        }

        @Override
        public void visit(Heading heading) {
            visitChildren(heading);
            var slug = slug(words(heading));
            int use = uses.merge(slug, 1, Integer::sum);
            anchors.put(heading, use == 1 ? slug : slug + "-" + use);
            // The page's own title stands above, so that 2 is the highest.
            heading.setLevel(Math.max(2, Math.min(6, heading.getLevel() + lower)));
        }

        /** An image would be loaded from somewhere; its description is what the author says. */
        @Override
        public void visit(Image image) {
            visitChildren(image);
            unwrap(image);
        }

        @Override
        public void visit(Link link) {
            visitChildren(link);
            var target = link.getDestination();
            if (target.startsWith("#")) {
                link.setDestination("#" + slug(target.substring(1)));
            } else if (!target.matches("(?is)(https?://|mailto:).*")) {
                unwrap(link);
            }
        }

        private static void unwrap(Node node) {
            while (node.getFirstChild() != null) {
                node.insertBefore(node.getFirstChild());
            }
            node.unlink();
        }
    }

    /** The words of a heading, without its marks. */
    private static final class Words extends AbstractVisitor {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void visit(Text words) {
            text.append(words.getLiteral());
        }

        @Override
        public void visit(Code code) {
            text.append(code.getLiteral());
        }
    }
}
