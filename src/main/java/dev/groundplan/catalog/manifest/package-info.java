/** What {@code template.yaml} and the sources say, checked: problems have a file and a line. */
@NullMarked
package dev.groundplan.catalog.manifest;

import org.jspecify.annotations.NullMarked;
