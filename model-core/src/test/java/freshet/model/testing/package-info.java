/** What several tests need. */
package freshet.model.testing;
