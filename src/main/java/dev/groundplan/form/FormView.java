package dev.groundplan.form;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A form as the page shows it.
 *
 * @param problems of the whole form, in its order
 */
public record FormView(List<SectionView> sections, List<Problem> problems) {
    private static final int SHORT_FORM = 8;

    /** A page without fields is none. */
    public FormView {
        sections =
                sections.stream()
                        .filter(section -> section.fields().findAny().isPresent())
                        .toList();
    }

    /** One page of the form: a section of the browser's page. */
    public record SectionView(
            String id, String title, @Nullable String description, List<Group> groups) {
        Stream<FieldView> fields() {
            return groups.stream().flatMap(group -> group.fields().stream());
        }

        public boolean isInvalid() {
            return fields().flatMap(FieldView::all).anyMatch(FieldView::isInvalid);
        }
    }

    /** Fields that belong together; the title is empty for those without a group. */
    public record Group(String title, List<FieldView> fields) {}

    /**
     * A line of the summary above the form.
     *
     * @param href leads to the field; empty when the problem is of no single field
     */
    public record Problem(String href, String label, String message) {}

    /** Whether the form is long enough for a list of its sections. */
    public boolean hasSteps() {
        return sections.size() > 1 && fields().count() > SHORT_FORM;
    }

    Stream<FieldView> fields() {
        return sections.stream().flatMap(SectionView::fields);
    }
}
