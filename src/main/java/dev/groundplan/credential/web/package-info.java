/** The pages of credentials. */
@NullMarked
package dev.groundplan.credential.web;

import org.jspecify.annotations.NullMarked;
