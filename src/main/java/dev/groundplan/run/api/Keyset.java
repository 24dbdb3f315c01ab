package dev.groundplan.run.api;

import java.util.List;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Lists page by page: an array, and in the header {@code Link} where the next page is (RFC 8288).
 */
final class Keyset {
    static final int USUAL = 50;
    static final int MOST = 500;

    private Keyset() {}

    /** Throws {@link InvalidInputException} for a limit that is too small or too large. */
    static int limit(int wanted) {
        if (wanted < 1 || wanted > MOST) {
            throw new InvalidInputException("", "limit must be between 1 and " + MOST + ".");
        }
        return wanted;
    }

    /**
     * @param rows one more than the page holds when there is a next page
     * @param cursor the value of {@code after} that leads on from a row
     */
    static <T> ResponseEntity<List<T>> page(List<T> rows, int limit, Function<T, Object> cursor) {
        if (rows.size() <= limit) {
            return ResponseEntity.ok(List.copyOf(rows));
        }
        var page = List.copyOf(rows.subList(0, limit));
        var next =
                ServletUriComponentsBuilder.fromCurrentRequest()
                        .replaceQueryParam("after", cursor.apply(page.get(limit - 1)))
                        .build();
        var address = next.getPath() + "?" + next.getQuery();
        return ResponseEntity.ok()
                .header(HttpHeaders.LINK, "<" + address + ">; rel=\"next\"")
                .body(page);
    }
}
