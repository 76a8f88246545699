### What is asked when something is added later, with the code.

addition-danger = Is anyone’s life or freedom in danger now?
addition-added = What would you like to add?
addition-files = Files, if there are any.
    .help = If there are none, skip this.
