/** The hosts, for programs. */
@NullMarked
package dev.groundplan.home.api;

import org.jspecify.annotations.NullMarked;
