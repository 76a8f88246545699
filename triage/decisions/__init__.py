"""From a conclusion to what came of it: forms, actions, results, consent, and what takes two people."""
